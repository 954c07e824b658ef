package dev.boxoffice.booking.hold;

import java.util.BitSet;
import java.util.List;

/// Which seats of an event looked taken a moment ago. Proposals come from it; whether they hold, Redis
/// decides.
final class SeatView {

    private final BitSet taken;
    private final long readAtNanos;

    SeatView(BitSet taken, long readAtNanos) {
        this.taken = taken;
        this.readAtNanos = readAtNanos;
    }

    boolean isOlderThan(long nanos) {
        return System.nanoTime() - readAtNanos > nanos;
    }

    synchronized BitSet taken() {
        return (BitSet) taken.clone();
    }

    synchronized void take(List<Integer> ordinals) {
        ordinals.forEach(taken::set);
    }
}
