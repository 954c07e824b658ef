package dev.boxoffice.support.inbound;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How the desk takes mail in.
///
/// @param secret signs what is posted to `/support/inbound-mail`; a secret. Without it nothing is taken there
/// @param tolerance a signature older than this is refused
/// @param authservId of the mail server whose `Authentication-Results` are believed: mail that it does not say has
///     passed DMARC is then nobody's but a new case; without it a sender is believed who knows the case's number
/// @param newCasesAnHour new cases one sender may open; further mail is dropped
@Validated
@ConfigurationProperties("boxoffice.support.inbound-mail")
public record InboundMailProperties(
        @Nullable String secret,
        @DefaultValue("5m") @NotNull Duration tolerance,
        @Nullable String authservId,
        @DefaultValue("20") @Min(1) int newCasesAnHour,
        @DefaultValue @Valid Limits limits,
        @DefaultValue @Valid Attachments attachments,
        @DefaultValue @Valid Imap imap) {

    /// What a mail may cost to read; one beyond it is dropped unread.
    ///
    /// @param size of the whole mail
    /// @param lines of the whole mail, each of which may be a header
    /// @param headers size of the mail's own headers
    /// @param parts of it, counted by their boundaries
    /// @param depth of parts within parts
    /// @param text characters read of what was written
    public record Limits(
            @DefaultValue("10MB") @NotNull DataSize size,
            @DefaultValue("250000") @Min(100) int lines,
            @DefaultValue("128KB") @NotNull DataSize headers,
            @DefaultValue("200") @Min(1) int parts,
            @DefaultValue("10") @Min(1) @Max(50) int depth,
            @DefaultValue("200000") @Min(1000) int text) {}

    /// Files that come with mail.
    ///
    /// @param size of one
    /// @param perMail kept of one mail
    /// @param perCase kept of one case
    /// @param sizePerCase of all files of one case
    public record Attachments(
            @DefaultValue("5MB") @NotNull DataSize size,
            @DefaultValue("10") @Min(0) int perMail,
            @DefaultValue("30") @Min(0) int perCase,
            @DefaultValue("25MB") @NotNull DataSize sizePerCase) {}

    /// A mailbox that is looked into; none without a host.
    ///
    /// @param host IMAP server
    /// @param port its port
    /// @param username user there
    /// @param password their password; a secret
    /// @param folder which is emptied
    /// @param tls whether the connection is encrypted from the start
    /// @param timeout for each answer of the server
    /// @param batch mails tried at a time
    /// @param tries of a mail that fails, while others are taken; then it is moved to the folder of those
    /// @param retryDelay after a mail's first failure, and twice as long after each further one
    /// @param longestRetryDelay between two tries of a mail
    /// @param failedFolder where people look at what could not be taken; it is made where there is none
    public record Imap(
            @DefaultValue("") String host,
            @DefaultValue("993") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("true") boolean tls,
            @DefaultValue("10s") @NotNull Duration timeout,
            @DefaultValue("50") @Min(1) int batch,
            @DefaultValue("8") @Min(1) int tries,
            @DefaultValue("1m") @NotNull Duration retryDelay,
            @DefaultValue("15m") @NotNull Duration longestRetryDelay,
            @DefaultValue("Failed") @NotBlank String failedFolder) {}
}
