package dev.boxoffice.event.live.seat;

import dev.boxoffice.platform.redis.RedisGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// What Redis knows of an event's seats (contracts/README.md): which are held, and what has changed.
@Component
class AvailabilityStore {

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final SeatChangesScript changes;
    private final HeldSeatsScript held;

    AvailabilityStore(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
        this.changes = new SeatChangesScript(redis);
        this.held = new HeldSeatsScript(redis);
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

    /// What is held, at a version not below the one shown; empty while Redis is out.
    Optional<HeldSeatsScript.Reply> held(UUID eventId, long shown) {
        return guard.ask(() -> held.run(new HeldSeatsScript.Command(eventId, shown)));
    }

    /// Makes every instance read the event's seats anew: no entry explains the step, so all find a gap.
    void invalidate(UUID eventId) {
        var version = new AvailabilityKeys(eventId).version();
        guard.ask(() -> Boolean.TRUE.equals(redis.hasKey(version))
                ? Optional.ofNullable(redis.opsForValue().increment(version))
                : Optional.empty());
    }
}
