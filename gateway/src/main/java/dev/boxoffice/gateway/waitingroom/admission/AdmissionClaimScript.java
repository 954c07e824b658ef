package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.UserHash;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-claim.lua`: admits whoever has been called, as long as there is room.
@Component
class AdmissionClaimScript {

    private static final LuaScript SCRIPT = LuaScript.named("queue-claim");

    /// @param turn the place as drawn
    /// @param maxActive how many may be inside at once
    record Command(UUID event, UserHash user, long place, long turn, long maxActive) {}

    /// What became of it.
    sealed interface Reply {

        record Admitted(Instant until) implements Reply {}

        /// They have not been called, or everything is full.
        record Waiting() implements Reply {}
    }

    private final Redis redis;
    private final QueueProperties properties;

    AdmissionClaimScript(Redis redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<Reply> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        return redis.eval(
                        SCRIPT,
                        List.of(keys.state(), keys.active(), keys.batches(), keys.unclaimed(), keys.audit()),
                        Redis.utf8(command.user().text()),
                        Redis.utf8(command.place()),
                        Redis.utf8(command.turn()),
                        Redis.utf8(properties.admissionTtl().toMillis()),
                        Redis.utf8(command.maxActive()),
                        Redis.utf8(properties.auditLength()))
                .map(AdmissionClaimScript::reply);
    }

    private static Reply reply(List<Object> reply) {
        return Redis.text(reply.getFirst()).equals("ADMITTED")
                ? new Reply.Admitted(Instant.ofEpochMilli((long) Double.parseDouble(Redis.text(reply.get(1)))))
                : new Reply.Waiting();
    }
}
