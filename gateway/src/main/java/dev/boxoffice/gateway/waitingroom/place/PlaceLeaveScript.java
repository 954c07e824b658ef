package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.UserHash;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-leave.lua`: gives a visitor's place, or their admission, back to those behind them.
@Component
class PlaceLeaveScript {

    private static final LuaScript SCRIPT = LuaScript.named("queue-leave");

    /// @param turn the place as drawn; null before the draw
    record Command(UUID event, UserHash user, long place, @Nullable Long turn) {}

    /// What became of it.
    sealed interface Reply {

        record Left() implements Reply {}

        /// They had no place.
        record NotJoined() implements Reply {}
    }

    private final Redis redis;
    private final QueueProperties properties;

    PlaceLeaveScript(Redis redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<Reply> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        return redis.eval(
                        SCRIPT,
                        List.of(
                                keys.state(),
                                keys.places(command.user(), properties.buckets()),
                                keys.active(),
                                keys.left(),
                                keys.audit(),
                                keys.done(command.user(), command.place())),
                        command.user().bytes(),
                        Redis.utf8(command.user().text()),
                        Redis.utf8(command.place()),
                        Redis.utf8(command.turn() == null ? "" : Long.toString(command.turn())),
                        Redis.utf8(properties.auditLength()))
                .map(reply ->
                        Redis.text(reply.getFirst()).equals("LEFT") ? new Reply.Left() : new Reply.NotJoined());
    }
}
