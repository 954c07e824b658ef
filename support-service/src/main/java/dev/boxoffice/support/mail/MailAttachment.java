package dev.boxoffice.support.mail;

/// A file that goes with a mail.
///
/// @param path where booking-service has it, signed
public record MailAttachment(String name, String mediaType, String path) {

    /// Whether the mail says as much without it: a calendar's entry is an extra, a ticket is what the mail is about.
    boolean isExtra() {
        return mediaType.startsWith("text/calendar");
    }
}
