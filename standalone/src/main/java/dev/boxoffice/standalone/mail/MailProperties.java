package dev.boxoffice.standalone.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The SMTP port on loopback, and how many messages are kept (500); beyond that the oldest go.
@ConfigurationProperties("boxoffice.mail")
record MailProperties(
        @DefaultValue("8025") int port, @DefaultValue("500") int keep) {}
