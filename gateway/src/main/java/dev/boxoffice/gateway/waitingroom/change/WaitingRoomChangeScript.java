package dev.boxoffice.gateway.waitingroom.change;

import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// `queue-change.lua`: changes a waiting room and leaves a line for the audit, in one step.
@Component
class WaitingRoomChangeScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-change");

    /// What event-service reads (contracts/README.md).
    private record Line(
            UUID id, Instant at, String action, String actor, String role, String requestId, Map<String, ?> details) {}

    /// What became of it.
    sealed interface Reply {

        record Changed() implements Reply {}

        /// Redis has lost the room.
        record Missing() implements Reply {}
    }

    private final ReactiveRedisExecutor redis;
    private final JsonMapper json;
    private final Clock clock;

    WaitingRoomChangeScript(ReactiveRedisExecutor redis, JsonMapper json, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
    }

    Mono<Reply> run(WaitingRoomChange change) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(change.event());
        Line line = line(change);
        List<Object> arguments = new ArrayList<>(List.of(
                line.id(),
                json.writeValueAsString(line),
                change.fields().size(),
                change.allowed() == null ? "KEEP" : "REPLACE"));
        change.fields().forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        if (change.allowed() != null) {
            arguments.addAll(change.allowed());
        }
        return redis.run(
                        SCRIPT,
                        List.of(keys.state(), keys.allowed(), keys.changes()),
                        ScriptArguments.of(arguments.toArray()))
                .map(reply -> reply(new ScriptReply(reply)));
    }

    private Line line(WaitingRoomChange change) {
        RoomChanger by = change.by();
        return new Line(
                TimeOrderedId.next(),
                clock.instant(),
                change.action(),
                by.subject(),
                by.role().claim(),
                by.requestId(),
                change.details());
    }

    private static Reply reply(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "CHANGED" -> new Reply.Changed();
            case "MISSING" -> new Reply.Missing();
            default -> throw new IllegalStateException("queue-change returned " + reply.outcome());
        };
    }
}
