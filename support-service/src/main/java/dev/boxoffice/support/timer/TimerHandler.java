package dev.boxoffice.support.timer;

import java.time.Instant;
import java.util.UUID;

/// What to do when a timer of one kind is due; it decides itself, by one conditional update, whether there is anything
/// left to do.
public interface TimerHandler {

    TimerKind kind();

    /// Runs in the transaction that marks the timer fired: both happen, or neither. It may arm the same timer again.
    void handle(UUID subject, Instant now);
}
