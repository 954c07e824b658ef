package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.event.EventSale;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-tick.lua`: moves a waiting room on if it is time, and tells how it stands.
@Component
class WaitingRoomTickScript {

    private static final LuaScript SCRIPT = LuaScript.named("queue-tick");

    /// How many ticks long the flag that booking-service reads outlives the last gateway.
    private static final int ON_FLAG_TICKS = 60;

    /// @param settings in force, as far as this gateway knows
    /// @param highest the highest place this gateway has seen given
    /// @param soonest how long ago the last tick of any gateway must be for this one to move the room
    record Command(EventSale event, WaitingRoomSettings settings, long highest, Duration soonest) {}

    /// How the room stands now.
    sealed interface Reply {

        record Standing(WaitingRoomState state) implements Reply {}

        /// There is no room, or Redis has lost it.
        record Missing() implements Reply {}
    }

    private final Redis redis;
    private final QueueProperties properties;

    WaitingRoomTickScript(Redis redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<Reply> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event().id());
        return redis.eval(
                        SCRIPT,
                        List.of(
                                keys.state(),
                                keys.active(),
                                keys.batches(),
                                keys.unclaimed(),
                                keys.left(),
                                keys.on(),
                                keys.booked(),
                                keys.held(),
                                keys.finallyBooked(),
                                keys.audit()),
                        Redis.utf8(keys.prefix()),
                        Redis.utf8(command.settings().mode().name()),
                        Redis.utf8(command.settings().admitPerMinute()),
                        Redis.utf8(command.settings().maxActive()),
                        Redis.utf8(properties.claimWindow().toMillis()),
                        Redis.utf8(command.event().total()),
                        Redis.utf8(command.event().salesStartMillis()),
                        Redis.utf8(properties.sweepPerTick()),
                        Redis.utf8(command.highest()),
                        Redis.utf8(properties.auto().reservesPerSecond()),
                        Redis.utf8(properties.auto().heldSeats()),
                        Redis.utf8(properties.auto().quiet().toMillis()),
                        Redis.utf8(ON_FLAG_TICKS * properties.tick().toMillis()),
                        Redis.utf8(properties.auditLength()),
                        Redis.utf8(command.soonest().toMillis()),
                        Redis.utf8(properties.buckets()))
                .map(WaitingRoomTickScript::reply);
    }

    /// `MISSING`, or `STATE`, field, value, …
    private static Reply reply(List<Object> reply) {
        if (Redis.text(reply.getFirst()).equals("MISSING")) {
            return new Reply.Missing();
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i + 1 < reply.size(); i += 2) {
            fields.put(Redis.text(reply.get(i)), Redis.text(reply.get(i + 1)));
        }
        return new Reply.Standing(WaitingRoomStateCodec.parse(fields));
    }
}
