package dev.boxoffice.booking.hold.occupancy;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which seats of an event looked taken a moment ago.
final class SeatOccupancy {

    private final BitSet taken;
    private final @Nullable String version;
    private final long firstEndNanos;
    private final long readAtNanos;

    /// @param version of the event's seats before they were read
    /// @param firstEndNanos when, by [System#nanoTime], the first of the holds seen runs out
    SeatOccupancy(BitSet taken, @Nullable String version, long firstEndNanos, long readAtNanos) {
        this.taken = taken;
        this.version = version;
        this.firstEndNanos = firstEndNanos;
        this.readAtNanos = readAtNanos;
    }

    boolean isOlderThan(long nanos) {
        return System.nanoTime() - readAtNanos > nanos;
    }

    boolean wasReadAfter(long nanos) {
        return readAtNanos - nanos >= 0;
    }

    /// Whether nothing has changed since: no step was announced, and no hold has run out.
    boolean isCurrent(@Nullable String versionNow) {
        return version != null && version.equals(versionNow) && System.nanoTime() - firstEndNanos < 0;
    }

    synchronized BitSet taken() {
        return (BitSet) taken.clone();
    }

    synchronized void take(List<Integer> ordinals) {
        ordinals.forEach(taken::set);
    }
}
