package dev.boxoffice.booking.hold.occupancy;

import java.util.BitSet;
import java.util.List;

/// Which seats of an event looked taken a moment ago.
final class SeatOccupancy {

    private final BitSet taken;
    private final long readAtNanos;

    SeatOccupancy(BitSet taken, long readAtNanos) {
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
