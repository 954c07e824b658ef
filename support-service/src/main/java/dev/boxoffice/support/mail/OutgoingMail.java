package dev.boxoffice.support.mail;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail taken from the outbox, to be sent now.
///
/// @param kind what is said: a kind of message in a case, `BOOKING` for what booking-service has
///     written, or `ALERT`
/// @param locale the language it is written in, where it is no part of a case
/// @param thread the case it belongs to; null for an alert
record OutgoingMail(
        UUID id,
        String kind,
        String recipient,
        String subject,
        String body,
        int attempts,
        @Nullable String locale,
        List<MailAttachment> attachments,
        @Nullable Conversation thread) {

    private static final List<String> AUTOMATIC =
            List.of("ALERT", "BOOKING", "ACKNOWLEDGEMENT", "INCIDENT_ACKNOWLEDGEMENT");

    /// What a mail to a reporter goes on with.
    ///
    /// @param answers ids of messages of this conversation, the oldest first
    /// @param lastReceived of those the last that came in
    record Conversation(
            UUID caseId,
            String number,
            @Nullable UUID eventId,
            @Nullable String locale,
            @Nullable String zone,
            List<String> answers,
            @Nullable String lastReceived) {}

    /// Whether no person has written it (RFC 3834).
    boolean isAutomatic() {
        return AUTOMATIC.contains(kind);
    }
}
