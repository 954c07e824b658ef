package dev.boxoffice.support.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the desk writes mail.
///
/// @param signingKey signs the address that answers to a case go to: at least 32 bytes, base64; a secret
/// @param previousSigningKey the one before, which still verifies
/// @param zone in whose hours somebody is written to whose own are not known, nor their event's
/// @param automaticPause somebody who is known by a mail address alone gets one automatic answer within it
/// @param attachmentTimeout how long booking-service may take to give a file that a mail carries
/// @param attachmentFetches mails whose files an instance fetches at the same time
/// @param attachmentDelayFactor for how many times as long as it took to give a mail's files booking-service is then
/// left alone, though never longer than `attachment-timeout`; 0: not at all
/// @param connections an instance keeps to the mail server at most, each for one mail after the other
@Validated
@ConfigurationProperties("boxoffice.support.outgoing-mail")
public record OutgoingMailProperties(
        @NotBlank String signingKey,
        @Nullable String previousSigningKey,
        @DefaultValue("UTC") @NotNull ZoneId zone,
        @DefaultValue("1h") @NotNull Duration automaticPause,
        @DefaultValue("5s") @NotNull Duration attachmentTimeout,
        @DefaultValue("4") @Min(1) @Max(64) int attachmentFetches,
        @DefaultValue("1") @Min(0) @Max(100) int attachmentDelayFactor,
        @DefaultValue("4") @Min(1) @Max(32) int connections) {}
