package dev.boxoffice.support.timer;

import java.time.Instant;
import java.util.UUID;

/// A timer that was taken because it is due.
record DueTimer(TimerKind kind, UUID subject, Instant dueAt, int attempts) {}
