package dev.boxoffice.support.clock;

import java.time.Duration;

/// A clock about to start.
record NewSlaClock(SlaClockKind kind, Duration target) {}
