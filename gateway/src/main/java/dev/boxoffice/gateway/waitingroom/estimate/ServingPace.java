package dev.boxoffice.gateway.waitingroom.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// L4: how fast a waiting room has been calling, over a window, and what that says about those who still wait.
///
/// An estimate changes only when the queue moves: whoever stands where they stood is told what they were told. A
/// queue that has stood still for longer than it ever did lately says nothing.
public final class ServingPace {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    /// A line that stalled may stall again: what the last twenty minutes were like counts too.
    private static final Duration MEMORY = Duration.ofMinutes(20);

    /// By so much of the time that passes the longest pause is forgotten.
    private static final int FORGETS = 10;
    private static final Duration SLOT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// A window in which nothing was learned yet allows for three times as fast, and a third as fast.
    private static final double WIDEST = 2.0;

    private static final double NARROWEST = 0.2;

    /// What slows a line down is more than what speeds it up: by so much more it may be slower.
    private static final double SLOWER = 1.5;

    /// Places called in one slot of time.
    private static final class Slot {
        private final Instant from;
        private long served;

        private Slot(Instant from) {
            this.from = from;
        }
    }

    /// The slowest and the fastest that is likely, in places a second; between two calls nobody may be called for
    /// `pause` seconds.
    private record Pace(double slow, double fast, double pause) {}

    private final Deque<Slot> slots = new ArrayDeque<>();
    private @Nullable Instant first;
    private @Nullable Instant moved;
    private Duration longestPause = Duration.ZERO;
    private volatile @Nullable Pace pace;
    private volatile double perMinute;

    /// @param served places called since the last time
    /// @param at by Redis's clock
    public synchronized void observe(long served, Instant at) {
        Instant begun = first == null ? at : first;
        first = begun;
        Slot last = slots.peekLast();
        if (last == null || !at.isBefore(last.from.plus(SLOT))) {
            last = new Slot(at);
            slots.addLast(last);
        }
        while (slots.size() > 1 && slots.getFirst().from.plus(SLOT).isBefore(at.minus(MEMORY))) {
            slots.removeFirst();
        }
        Instant before = moved == null ? begun : moved;
        Duration pause = Duration.between(before, at);
        if (served > 0) {
            last.served += served;
            Duration remembered = longestPause.minus(pause.dividedBy(FORGETS));
            longestPause = pause.compareTo(remembered) > 0 ? pause : remembered;
            moved = at;
            pace = measure(at);
        } else if (pause.compareTo(patience()) > 0) {
            pace = null;
        }
        perMinute = perMinute(at);
    }

    /// How long it may stand still before nobody knows any more.
    private Duration patience() {
        Duration usual = longestPause.multipliedBy(3);
        return usual.compareTo(LONGEST_PAUSE) > 0 ? usual : LONGEST_PAUSE;
    }

    private double perMinute(Instant at) {
        return Math.round(rate(since(at.minus(WINDOW)), at) * 600) / 10.0;
    }

    private List<Slot> since(Instant from) {
        return slots.stream().filter(slot -> slot.from.plus(SLOT).isAfter(from)).toList();
    }

    /// Places a second.
    private static double rate(Collection<Slot> some, Instant at) {
        long served = some.stream().mapToLong(slot -> slot.served).sum();
        return some.isEmpty()
                ? 0
                : served
                        / Math.max(
                                1,
                                Duration.between(some.iterator().next().from, at)
                                                .toMillis()
                                        / 1_000.0);
    }

    /// The rates of the window and of all that is remembered, and how uneven the window's slots are: few of them,
    /// or uneven ones, say less.
    private @Nullable Pace measure(Instant at) {
        List<Slot> window = since(at.minus(WINDOW));
        double lately = rate(window, at);
        double ever = rate(slots, at);
        if (lately <= 0 || ever <= 0) {
            return null;
        }
        double mean = window.stream().mapToLong(slot -> slot.served).average().orElse(1);
        double variance = window.stream()
                .mapToDouble(slot -> (slot.served - mean) * (slot.served - mean))
                .average()
                .orElse(0);
        double unevenness = Math.sqrt(variance) / mean;
        double learned = Math.sqrt(window.size());
        double spread = Math.clamp(NARROWEST + (0.5 + 1.5 * unevenness) / learned, NARROWEST, WIDEST);
        return new Pace(
                Math.min(lately, ever) / (1 + SLOWER * spread),
                Math.max(lately, ever) * (1 + spread),
                longestPause.toMillis() / 1_000.0);
    }

    /// Null while nobody knows.
    ///
    /// @param position 1 is next
    public @Nullable WaitEstimate estimate(long position) {
        Pace known = pace;
        return known == null
                ? null
                : new WaitEstimate((long) Math.floor(Math.max(0, (position - 1) / known.fast() - known.pause())), (long)
                        Math.ceil((position + 1) / known.slow() + known.pause()));
    }

    /// How many were called lately.
    public double perMinute() {
        return perMinute;
    }
}
