package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How many reserves were tried for an event in each second, all gateways together.
@Component
class ReserveRateStore {

    /// A tick looks back at five seconds.
    private static final int KEEP_SECONDS = 15;

    private final Redis redis;

    ReserveRateStore(Redis redis) {
        this.redis = redis;
    }

    Mono<Void> add(UUID event, long epochSecond, long reserves) {
        String key = WaitingRoomKeys.of(event).reserves(epochSecond);
        return redis.call(commands -> commands.incrby(key, reserves))
                .then(redis.call(commands -> commands.expire(key, KEEP_SECONDS)))
                .then();
    }
}
