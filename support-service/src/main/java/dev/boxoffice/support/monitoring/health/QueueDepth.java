package dev.boxoffice.support.monitoring.health;

/// Waiting cases of one severity in a queue.
///
/// @param oldestSeconds how long the oldest has waited
record QueueDepth(String queue, int severity, long waiting, double oldestSeconds) {}
