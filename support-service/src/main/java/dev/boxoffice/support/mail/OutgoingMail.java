package dev.boxoffice.support.mail;

import java.util.UUID;

/// A mail taken from the outbox, to be sent now.
record OutgoingMail(UUID id, String recipient, String subject, String body, int attempts) {}
