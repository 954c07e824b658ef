package dev.boxoffice.support.mail;

/// A file that goes with a mail.
///
/// @param path where booking-service has it, signed
public record MailAttachment(String name, String mediaType, String path) {}
