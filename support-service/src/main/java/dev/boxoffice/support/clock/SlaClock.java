package dev.boxoffice.support.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rule of the clock, apart from where it is kept: `due = started + target + frozen`, and only the last
/// freeze to go moves it. [SlaClockService] does the same in SQL; the reconciler replays histories through this
/// one and compares.
///
/// @param freezes what holds it still just now; overlapping ones count once
/// @param breachedAt set once, never taken back
public record SlaClock(
        Instant startedAt,
        Duration target,
        Duration frozenTotal,
        Set<String> freezes,
        @Nullable Instant frozenSince,
        @Nullable Instant breachedAt,
        @Nullable Instant stoppedAt) {

    public static SlaClock started(Instant now, Duration target) {
        return new SlaClock(now, target, Duration.ZERO, Set.of(), null, null, null);
    }

    public Instant dueAt() {
        return startedAt.plus(target).plus(frozenTotal);
    }

    public boolean isRunning() {
        return stoppedAt == null && freezes.isEmpty();
    }

    /// A deadline passed while running is a breach, whenever somebody looks.
    public SlaClock observed(Instant now) {
        return isRunning() && breachedAt == null && !dueAt().isAfter(now)
                ? new SlaClock(startedAt, target, frozenTotal, freezes, frozenSince, dueAt(), stoppedAt)
                : this;
    }

    public SlaClock frozen(String source, Instant now) {
        if (stoppedAt != null || freezes.contains(source)) {
            return this;
        }
        var before = observed(now);
        var more = new HashSet<>(freezes);
        more.add(source);
        var since = frozenSince == null ? now : frozenSince;
        return new SlaClock(startedAt, target, frozenTotal, Set.copyOf(more), since, before.breachedAt, stoppedAt);
    }

    public SlaClock thawed(String source, Instant now) {
        if (stoppedAt != null || !freezes.contains(source)) {
            return this;
        }
        var fewer = new HashSet<>(freezes);
        fewer.remove(source);
        if (!fewer.isEmpty()) {
            return new SlaClock(startedAt, target, frozenTotal, Set.copyOf(fewer), frozenSince, breachedAt, null);
        }
        return new SlaClock(startedAt, target, frozenUntil(now), Set.of(), null, breachedAt, null);
    }

    /// Another target from the same start: time already spent is kept, and so is a breach.
    public SlaClock retargeted(Duration newTarget, Instant now) {
        return stoppedAt != null
                ? this
                : new SlaClock(startedAt, newTarget, frozenTotal, freezes, frozenSince, observed(now).breachedAt, null);
    }

    public SlaClock stopped(Instant now) {
        return stoppedAt != null
                ? this
                : new SlaClock(startedAt, target, frozenUntil(now), Set.of(), null, observed(now).breachedAt, now);
    }

    private Duration frozenUntil(Instant now) {
        return frozenSince == null ? frozenTotal : frozenTotal.plus(Duration.between(frozenSince, now));
    }
}
