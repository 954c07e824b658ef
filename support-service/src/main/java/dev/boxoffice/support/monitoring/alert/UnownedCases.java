package dev.boxoffice.support.monitoring.alert;

import java.time.Instant;

/// Cases of a queue that nobody owns while their time runs out.
record UnownedCases(String queue, long cases, Instant nextDue) {}
