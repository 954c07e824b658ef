package dev.boxoffice.event.live.seat;

import dev.boxoffice.platform.redis.RedisGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// What Redis knows of an event's seats (contracts/README.md): which are held, and what has changed.
@Component
class AvailabilityStore {

    /// @param version never below the one shown; what has changed since may be among the seats, and is told again
    record HeldSeats(long version, List<Integer> ordinals) {}

    private static final ScanOptions PAGE = ScanOptions.scanOptions().count(250).build();

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final SeatChangesScript changes;
    private final SeatVersionScript version;

    AvailabilityStore(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
        this.changes = new SeatChangesScript(redis);
        this.version = new SeatVersionScript(redis);
    }

    /// Announces what has run out by now, then reads what happened since that version: one round trip.
    SeatChanges changesSince(UUID eventId, long version) {
        var reply = guard.ask(() -> changes.run(new SeatChangesScript.Command(eventId, version)));
        if (reply.isEmpty()) {
            return new SeatChanges.Unavailable();
        }
        return switch (reply.get()) {
            case SeatChangesScript.Reply.UnknownEvent() -> new SeatChanges.Gap();
            case SeatChangesScript.Reply.Entries entries -> withoutGap(entries, version);
        };
    }

    private static SeatChanges withoutGap(SeatChangesScript.Reply.Entries reply, long since) {
        List<SeatStatusChange> changes = new ArrayList<>();
        var reached = since;
        for (var entry : reply.entries()) {
            if (entry.version() != reached + 1) {
                return new SeatChanges.Gap(); // trimmed, or started anew
            }
            reached++;
            changes.addAll(entry.changes());
        }
        return !reply.full() && reached != reply.newest()
                ? new SeatChanges.Gap()
                : new SeatChanges.Changed(changes, reached, !reply.full(), reply.expiryLagMillis());
    }

    /// What is held, read page by page: the seats of a sold-out stadium in one answer keep Redis from everybody else
    /// for a tenth of a second. Empty while Redis is out.
    ///
    /// @param shown the highest version any reader has seen
    Optional<HeldSeats> held(UUID eventId, long shown) {
        return guard.ask(() -> {
            var at = version.run(new SeatVersionScript.Command(eventId, shown));
            var ordinals = new ArrayList<Integer>();
            try (var seats = redis.opsForZSet().scan(new AvailabilityKeys(eventId).held(), PAGE)) {
                while (seats.hasNext()) {
                    var seat = seats.next();
                    if (Objects.requireNonNull(seat.getScore()) > at.now()) {
                        ordinals.add(Integer.valueOf(Objects.requireNonNull(seat.getValue())));
                    }
                }
            }
            return new HeldSeats(at.version(), ordinals);
        });
    }

    /// Makes every instance read the event's seats anew: no entry explains the step, so all find a gap.
    void invalidate(UUID eventId) {
        var key = new AvailabilityKeys(eventId).version();
        guard.ask(() -> Boolean.TRUE.equals(redis.hasKey(key))
                ? Optional.ofNullable(redis.opsForValue().increment(key))
                : Optional.empty());
    }
}
