package dev.boxoffice.gateway.waitingroom.change;

import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Changes that people make of waiting rooms. The gateway has no database: the line for the audit is written into
/// Redis by the script that acts, and event-service takes it from there.
@Component
public class WaitingRoomChangeStore {

    private final ReactiveRedisExecutor redis;
    private final WaitingRoomChangeScript script;
    private final Clock clock;

    WaitingRoomChangeStore(ReactiveRedisExecutor redis, WaitingRoomChangeScript script, Clock clock) {
        this.redis = redis;
        this.script = script;
        this.clock = clock;
    }

    /// Where to look for lines is noted first, in another slot of a cluster: looked there for nothing harms nobody.
    public Mono<Void> make(WaitingRoomChange change) {
        return redis.call(template -> template.opsForZSet()
                        .add(
                                WaitingRoomKeys.CHANGED,
                                change.event().toString().getBytes(StandardCharsets.UTF_8),
                                (double) clock.millis()))
                .then(script.run(change))
                .flatMap(reply -> switch (reply) {
                    case WaitingRoomChangeScript.Reply.Changed _ -> Mono.empty();
                    case WaitingRoomChangeScript.Reply.Missing _ ->
                        Mono.error(Problem.unavailable(
                                        "The waiting room is being brought back; ask again.", Duration.ofSeconds(2))
                                .toException());
                });
    }
}
