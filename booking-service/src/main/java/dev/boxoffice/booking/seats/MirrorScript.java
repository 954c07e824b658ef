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
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `mirror.lua`: brings Redis's copy of some tickets up to what Postgres says of them.
@Component
class MirrorScript {

    /// @param endedBefore the records of holds that ended in earlier parts of the change; null where more of it follows
    /// @param changed the bookings that readers of the channel `bo:bookings` are told of
    /// @param spentAdmissions the admissions to be marked as used
    /// @param admissionMemory how long it is remembered
    record Command(
            UUID event,
            List<TicketState> tickets,
            @Nullable List<String> endedBefore,
            List<UUID> changed,
            List<String> spentAdmissions,
            Duration admissionMemory) {}

    /// @param ended the records of holds that have ended, where more of the change follows: the last call removes them
    record Reply(List<String> ended) {}

    private static final RedisScript<List<String>> SCRIPT = LuaScript.returningTexts("mirror");
    private static final String MORE = "MORE";

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
                keys.holders(),
                keys.version(),
                keys.changes(),
                keys.owned());
        var arguments = new ArrayList<String>(6 + command.tickets().size() * 4);
        arguments.add(keys.prefix());
        arguments.add(Integer.toString(SeatKeys.CHANGES_LENGTH));
        arguments.add(command.changed().stream().map(UUID::toString).collect(Collectors.joining(" ")));
        arguments.add(String.join(" ", command.spentAdmissions()));
        arguments.add(Long.toString(command.admissionMemory().toMillis()));
        arguments.add(command.endedBefore() == null ? MORE : String.join(" ", command.endedBefore()));
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
