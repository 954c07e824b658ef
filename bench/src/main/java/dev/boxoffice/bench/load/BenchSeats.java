package dev.boxoffice.bench.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Events of one size; their seats are handed out once each, from one event after the other in turn.
public final class BenchSeats {

    private final List<String> events;
    private final int seats;
    private final AtomicInteger next;

    public BenchSeats(List<String> events, int seats) {
        this(events, seats, 0);
    }

    private BenchSeats(List<String> events, int seats, int first) {
        this.events = events;
        this.seats = seats;
        this.next = new AtomicInteger(first);
    }

    /// A ticket's id.
    public String next() {
        var index = next.getAndIncrement();
        var seat = index / events.size();
        if (seat >= seats) {
            throw new IllegalStateException("the run sold every seat it has");
        }
        return events.get(index % events.size()) + "." + seat;
    }

    /// The seats left of those events that have given one already, not more than `most` of them.
    public BenchSeats ofTouched(int most) {
        var touched = Math.min(Math.min(next.get(), most), events.size());
        var given = (next.get() + events.size() - 1) / events.size();
        return new BenchSeats(List.copyOf(events.subList(0, touched)), seats, given * touched);
    }
}
