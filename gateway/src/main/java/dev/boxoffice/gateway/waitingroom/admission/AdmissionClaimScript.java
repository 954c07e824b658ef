package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-claim.lua`: admits whoever has been called, as long as there is room.
@Component
class AdmissionClaimScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-claim");

    /// @param turn the place as drawn
    /// @param maxActive how many may be inside at once
    record Command(UUID event, UserHash user, long place, long turn, long maxActive) {}

    /// What became of it.
    sealed interface Reply {

        record Admitted(Instant until) implements Reply {}

        /// They have not been called, everything is full, or the place is not theirs any more.
        record Waiting() implements Reply {}
    }

    private final ReactiveRedisExecutor redis;
    private final QueueProperties properties;

    AdmissionClaimScript(ReactiveRedisExecutor redis, QueueProperties properties) {
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
                                keys.batches(),
                                keys.unclaimed(),
                                keys.audit()),
                        ScriptArguments.of(
                                command.user().bytes(),
                                command.user().text(),
                                command.place(),
                                command.turn(),
                                properties.admissionTtl().toMillis(),
                                command.maxActive(),
                                properties.auditLength()))
                .map(reply -> reply(new ScriptReply(reply)));
    }

    private static Reply reply(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "ADMITTED" -> new Reply.Admitted(reply.instant(1));
            case "WAITING" -> new Reply.Waiting();
            default -> throw new IllegalStateException("queue-claim returned " + reply.outcome());
        };
    }
}
