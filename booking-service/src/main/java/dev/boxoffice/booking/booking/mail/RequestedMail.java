package dev.boxoffice.booking.booking.mail;

import java.util.List;
import java.util.UUID;

/// The data of the message `MailRequested`: what support-service's mail server is to send.
///
/// @param locale the language it is written in
/// @param attachments files that the sender fetches here when it sends, so that they are as things are then
public record RequestedMail(
        UUID bookingId,
        UUID eventId,
        String recipient,
        String subject,
        String body,
        String locale,
        List<Attachment> attachments) {

    /// @param path of booking-service, signed: whoever has it may read the file
    public record Attachment(String name, String mediaType, String path) {}
}
