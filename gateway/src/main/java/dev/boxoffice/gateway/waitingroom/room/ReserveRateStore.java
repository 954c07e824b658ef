package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How many reserves were tried for an event in each second, all gateways together.
@Component
class ReserveRateStore {

    /// A tick looks back at five seconds.
    private static final Duration KEEP = Duration.ofSeconds(15);

    private final ReactiveRedisExecutor redis;

    ReserveRateStore(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    Mono<Void> add(UUID event, long epochSecond, long reserves) {
        String key = WaitingRoomKeys.of(event).reserves(epochSecond);
        return redis.call(template -> template.opsForValue().increment(key, reserves))
                .then(redis.call(template -> template.expire(key, KEEP)))
                .then();
    }
}
