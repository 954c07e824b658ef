package dev.boxoffice.support.message;

import java.time.Instant;

/// One line of the conversation in a case.
public record CaseMessage(CaseMessageKind kind, String author, String body, Instant at) {}
