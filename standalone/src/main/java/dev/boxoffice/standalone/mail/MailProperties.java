package dev.boxoffice.standalone.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The mail inbox of the standalone run.
///
/// @param port SMTP port on loopback
/// @param imapPort port on loopback of the desk's mailbox, where mail to the desk is fetched
/// @param desk the desk's address; `desk+anything@` is its own too; the mailbox's user is `desk`
/// @param keep messages kept; beyond that the oldest go
@ConfigurationProperties("boxoffice.mail")
record MailProperties(
        @DefaultValue("8025") int port,
        @DefaultValue("8143") int imapPort,
        @DefaultValue("desk@boxoffice.example") String desk,
        @DefaultValue("500") int keep) {}
