package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-leave.lua`: gives a visitor's place, or their admission, back to those behind them.
@Component
class PlaceLeaveScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-leave");

    /// @param turn the place as drawn; null before the draw
    record Command(
            UUID event, UserHash user, long place, @Nullable Long turn) {}

    /// What became of it.
    sealed interface Reply {

        record Left() implements Reply {}

        /// The draw is being held: they cannot leave it now.
        record Drawing() implements Reply {}

        /// They had no place.
        record NotJoined() implements Reply {}
    }

    private final ReactiveRedisExecutor redis;
    private final QueueProperties properties;

    PlaceLeaveScript(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<Reply> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        return redis.run(
                        SCRIPT,
                        List.of(
                                keys.state(),
                                keys.places(command.user(), properties.buckets()),
                                keys.active(),
                                keys.left(),
                                keys.audit(),
                                keys.done(command.user(), command.place())),
                        ScriptArguments.of(
                                command.user().bytes(),
                                command.user().text(),
                                command.place(),
                                command.turn() == null ? "" : Long.toString(command.turn()),
                                properties.auditLength()))
                .map(reply -> reply(new ScriptReply(reply)));
    }

    private static Reply reply(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "LEFT" -> new Reply.Left();
            case "DRAWING" -> new Reply.Drawing();
            case "ABSENT" -> new Reply.NotJoined();
            default -> throw new IllegalStateException("queue-leave returned " + reply.outcome());
        };
    }
}
