package dev.boxoffice.support.notice;

import java.time.Instant;

/// One line of the conversation in a case.
public record Message(MessageKind kind, String author, String body, Instant at) {}
