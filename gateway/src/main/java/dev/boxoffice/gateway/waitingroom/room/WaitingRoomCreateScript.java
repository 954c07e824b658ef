package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-create.lua`: opens a waiting room, or brings a lost one back; one that exists stays as it is.
@Component
class WaitingRoomCreateScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-create");

    /// @param fields of the room's state, with `next` where it is remembered
    record Command(UUID event, Map<String, String> fields) {}

    /// What became of it.
    sealed interface Reply {

        record Created() implements Reply {}

        /// Another gateway was faster, or nothing was lost.
        record Existed() implements Reply {}
    }

    private final ReactiveRedisExecutor redis;

    WaitingRoomCreateScript(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    Mono<Reply> run(Command command) {
        List<Object> fields = new ArrayList<>();
        command.fields().forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        return redis.run(
                        SCRIPT,
                        List.of(WaitingRoomKeys.of(command.event()).state()),
                        ScriptArguments.of(fields.toArray()))
                .map(reply -> reply(new ScriptReply(reply)));
    }

    private static Reply reply(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "CREATED" -> new Reply.Created();
            case "EXISTS" -> new Reply.Existed();
            default -> throw new IllegalStateException("queue-create returned " + reply.outcome());
        };
    }
}
