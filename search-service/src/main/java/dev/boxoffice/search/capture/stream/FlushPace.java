package dev.boxoffice.search.capture.stream;

import java.time.Duration;

/// Paces flushes: never closer than the debounce, and never using more than half of the time.
final class FlushPace {

    private final CaptureProperties limits;
    private long endedNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
    private long startedNanos = endedNanos;

    FlushPace(CaptureProperties limits) {
        this.limits = limits;
    }

    /// A full batch means there is more to catch up with than to coalesce.
    boolean isFull(int changes) {
        return changes >= limits.batch();
    }

    Duration pause() {
        var wanted = max(limits.debounce(), min(lastTook(), limits.longestDebounce()));
        var left = wanted.minusNanos(System.nanoTime() - endedNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    Duration lastTook() {
        return Duration.ofNanos(endedNanos - startedNanos);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    void begin() {
        startedNanos = System.nanoTime();
    }

    void end() {
        endedNanos = System.nanoTime();
    }
}
