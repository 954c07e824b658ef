package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.redis.EventKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Redis's copy of what Postgres says of the tickets: what reserve looks at, and what the live seat map hears
/// of.
@Component
public class SeatMirror {

    private static final RedisScript<Long> MIRROR = LuaScript.returningNumber("mirror");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final MirrorProperties properties;
    private final MirrorOutbox outbox;
    private final Set<UUID> missed = ConcurrentHashMap.newKeySet();

    SeatMirror(StringRedisTemplate redis, RedisGuard guard, MirrorProperties properties, MirrorOutbox outbox) {
        this.redis = redis;
        this.guard = guard;
        this.properties = properties;
        this.outbox = outbox;
    }

    /// Tells Redis of a committed change. When Redis is out nothing is lost: the change's outbox row stays
    /// behind.
    public void apply(SeatChange change) {
        if (write(change.event(), change.tickets(), change.booking().toString(), admission(change))) {
            outbox.done(change.outboxRow());
        } else {
            missed.add(change.event());
        }
    }

    /// Whether Redis may not know of a change of this event, which whoever asks now takes care of.
    boolean takeMissed(UUID event) {
        return missed.remove(event);
    }

    void miss(UUID event) {
        missed.add(event);
    }

    private static String admission(SeatChange change) {
        return change.spentAdmission() == null ? "" : change.spentAdmission();
    }

    /// @return whether Redis has taken all of them
    boolean write(UUID event, List<TicketState> tickets) {
        for (var from = 0; from < tickets.size(); from += properties.rebuildChunk()) {
            var chunk = tickets.subList(from, Math.min(tickets.size(), from + properties.rebuildChunk()));
            if (!write(event, chunk, "", "")) {
                return false;
            }
        }
        return true;
    }

    /// @param message what the channel `bo:bookings` is told; empty for nothing
    /// @return whether Redis has taken it
    boolean write(UUID event, List<TicketState> tickets, String message, String spentAdmission) {
        var keys = EventKeys.of(event);
        var arguments = new ArrayList<String>(5 + tickets.size() * 4);
        arguments.add(keys.prefix());
        arguments.add(Integer.toString(properties.streamLength()));
        arguments.add(message);
        arguments.add(spentAdmission);
        arguments.add(Long.toString(properties.admissionMemory().toMillis()));
        for (var ticket : tickets) {
            arguments.add(Integer.toString(ticket.ordinal()));
            arguments.add(ticket.statusCode());
            arguments.add(Long.toString(ticket.version()));
            arguments.add(ticket.ownerHash());
        }
        var keyNames = List.of(
                keys.booked(),
                keys.finallyBooked(),
                keys.seatVersions(),
                keys.held(),
                keys.version(),
                keys.changes(),
                keys.owned());
        return guard.ask(() -> redis.execute(MIRROR, keyNames, arguments.toArray()))
                .isPresent();
    }
}
