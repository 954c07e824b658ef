package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.draw.PlaceGaps;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-tick.lua`: moves a waiting room on if it is time, and tells how it stands.
@Component
class WaitingRoomTickScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-tick");

    /// How many ticks long the flag that booking-service reads outlives the last gateway.
    private static final int ON_FLAG_TICKS = 60;

    /// @param settings in force, as far as this gateway knows
    /// @param highest the highest place this gateway has seen given
    /// @param known the state as this gateway last saw it; null where it has not
    /// @param soonest how long ago the last tick of any gateway must be for this one to move the room
    record Command(
            QueuedEvent event,
            WaitingRoomSettings settings,
            long highest,
            @Nullable WaitingRoomState known,
            Duration soonest) {

        /// Null where they must be told: nothing is known, or the draw has not been held yet.
        @Nullable
        PlaceGaps knownLots() {
            return known == null || !known.order().isDrawn()
                    ? null
                    : known.order().lotGaps();
        }
    }

    /// How the room stands now.
    sealed interface Reply {

        record Standing(WaitingRoomState state) implements Reply {}

        /// There is no room, or Redis has lost it.
        record Missing() implements Reply {}
    }

    private final ReactiveRedisExecutor redis;
    private final QueueProperties properties;

    WaitingRoomTickScript(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<Reply> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event().id());
        return redis.run(
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
                        ScriptArguments.of(
                                keys.prefix(),
                                command.settings().mode().name(),
                                command.settings().admitPerMinute(),
                                command.settings().maxActive(),
                                properties.claimWindow().toMillis(),
                                command.event().total(),
                                command.event().salesStartMillis(),
                                properties.sweepPerTick(),
                                command.highest(),
                                properties.auto().reservesPerSecond(),
                                properties.auto().heldSeats(),
                                properties.auto().quiet().toMillis(),
                                ON_FLAG_TICKS * properties.tick().toMillis(),
                                properties.auditLength(),
                                command.soonest().toMillis(),
                                properties.buckets(),
                                command.knownLots() == null ? 0 : 1,
                                properties.repicks(),
                                properties.admissionTtl().toMillis()))
                .map(reply -> reply(command, new ScriptReply(reply)));
    }

    private static Reply reply(Command command, ScriptReply reply) {
        PlaceGaps lots = command.knownLots();
        return switch (reply.outcome()) {
            case "STATE" ->
                new Reply.Standing(WaitingRoomStateCodec.parse(reply.fields(), lots == null ? PlaceGaps.NONE : lots));
            case "MISSING" -> new Reply.Missing();
            default -> throw new IllegalStateException("queue-tick returned " + reply.outcome());
        };
    }
}
