package dev.boxoffice.booking.hold.occupancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.hold.HoldProperties;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Which seats are taken, as Redis said a moment ago: best available seats are proposed from it. Whether a proposal
/// holds, Redis decides.
@Component
public class SeatOccupancyStore {

    private static final int MAX_EVENTS = 1_000;

    private final SeatOccupancyScript script;
    private final long maxAgeNanos;
    private final Cache<UUID, SeatOccupancy> recent =
            Caffeine.newBuilder().maximumSize(MAX_EVENTS).build();

    SeatOccupancyStore(SeatOccupancyScript script, HoldProperties properties) {
        this.script = script;
        this.maxAgeNanos = properties.bestAvailable().viewAge().toNanos();
    }

    /// Empty when Redis is out.
    public Optional<BitSet> recent(UUID event) {
        var known = recent.getIfPresent(event);
        return known == null || known.isOlderThan(maxAgeNanos) ? fresh(event) : Optional.of(known.taken());
    }

    /// Empty when Redis is out.
    public Optional<BitSet> fresh(UUID event) {
        var readAt = System.nanoTime();
        return script.run(new SeatOccupancyScript.Command(event)).map(reply -> {
            var read = new SeatOccupancy(reply.taken(), readAt);
            recent.put(event, read);
            return read.taken();
        });
    }

    /// What was just held need not be proposed to the next buyer.
    public void markTaken(UUID event, List<Integer> ordinals) {
        var known = recent.getIfPresent(event);
        if (known != null) {
            known.take(ordinals);
        }
    }
}
