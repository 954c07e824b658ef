package dev.boxoffice.standalone.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The mail inbox of the standalone run.
///
/// @param port SMTP port on loopback
/// @param keep messages kept; beyond that the oldest go
@ConfigurationProperties("boxoffice.mail")
record MailProperties(
        @DefaultValue("8025") int port, @DefaultValue("500") int keep) {}
