package dev.boxoffice.gateway.waitingroom.draw;

import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-draw.lua`: holds the draw, once who takes part has been written down.
@Component
class DrawScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-draw");

    /// @param boundary the first place that is not drawn
    /// @param entrants how many take part
    /// @param root of their Merkle tree, in hex
    /// @param absent the numbers before the boundary that nobody has
    record Command(UUID event, long boundary, int entrants, String root, PlaceGaps absent) {}

    /// What became of it.
    sealed interface Reply {

        record Drawn() implements Reply {}

        /// Another gateway was faster, or the room was lost meanwhile.
        record Otherwise() implements Reply {}
    }

    private final ReactiveRedisExecutor redis;

    DrawScript(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    Mono<Reply> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        return redis.run(
                        SCRIPT,
                        List.of(keys.state(), keys.left()),
                        ScriptArguments.of(
                                command.boundary(),
                                command.entrants(),
                                command.root(),
                                command.absent().format()))
                .map(reply -> reply(new ScriptReply(reply)));
    }

    private static Reply reply(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "DRAWN" -> new Reply.Drawn();
            case "OTHERWISE" -> new Reply.Otherwise();
            default -> throw new IllegalStateException("queue-draw returned " + reply.outcome());
        };
    }
}
