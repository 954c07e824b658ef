package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-create.lua`: opens a waiting room, or brings a lost one back; one that exists stays as it is.
@Component
class WaitingRoomCreateScript {

    private static final LuaScript SCRIPT = LuaScript.named("queue-create");

    /// @param fields of the room's state, with `next` where it is remembered
    record Command(UUID event, Map<String, String> fields) {}

    /// What became of it.
    sealed interface Reply {

        record Created() implements Reply {}

        /// Another gateway was faster, or nothing was lost.
        record Existed() implements Reply {}
    }

    private final Redis redis;

    WaitingRoomCreateScript(Redis redis) {
        this.redis = redis;
    }

    Mono<Reply> run(Command command) {
        List<byte[]> args = new ArrayList<>();
        command.fields().forEach((name, value) -> {
            args.add(Redis.utf8(name));
            args.add(Redis.utf8(value));
        });
        return redis.eval(
                        SCRIPT,
                        List.of(WaitingRoomKeys.of(command.event()).state()),
                        args.toArray(byte[][]::new))
                .map(reply -> Redis.text(reply.getFirst()).equals("CREATED")
                        ? new Reply.Created()
                        : new Reply.Existed());
    }
}
