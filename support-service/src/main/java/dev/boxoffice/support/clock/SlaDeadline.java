package dev.boxoffice.support.clock;

import java.time.Instant;

/// When a clock that starts now will be due, and from when it counts as at risk.
public record SlaDeadline(Instant dueAt, Instant riskAt) {}
