package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `mirror.lua`: brings Redis's copy of some tickets up to what Postgres says of them.
@Component
class MirrorScript {

    /// @param changed the bookings that readers of the channel `bo:bookings` are told of
    /// @param spentAdmissions the admissions to be marked as used
    /// @param admissionMemory how long it is remembered
    record Command(
            UUID event,
            List<TicketState> tickets,
            List<UUID> changed,
            List<String> spentAdmissions,
            Duration admissionMemory) {}

    /// @param news how many of the tickets Redis had an older version of
    record Reply(long news) {}

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("mirror");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    MirrorScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Empty when Redis is out.
    Optional<Reply> run(Command command) {
        var keys = SeatKeys.of(command.event());
        var keyNames = List.of(
                keys.booked(),
                keys.finallyBooked(),
                keys.seatVersions(),
                keys.held(),
                keys.version(),
                keys.changes(),
                keys.owned());
        var arguments = new ArrayList<String>(5 + command.tickets().size() * 4);
        arguments.add(keys.prefix());
        arguments.add(Integer.toString(SeatKeys.CHANGES_LENGTH));
        arguments.add(command.changed().stream().map(UUID::toString).collect(Collectors.joining(" ")));
        arguments.add(String.join(" ", command.spentAdmissions()));
        arguments.add(Long.toString(command.admissionMemory().toMillis()));
        for (var ticket : command.tickets()) {
            arguments.add(Integer.toString(ticket.ordinal()));
            arguments.add(ticket.statusCode());
            arguments.add(Long.toString(ticket.version()));
            arguments.add(ticket.ownerHash());
        }
        return guard.ask(() -> redis.execute(SCRIPT, keyNames, arguments.toArray()))
                .map(Reply::new);
    }
}
