package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The state of waiting rooms in Redis.
@Component
class WaitingRoomStore {

    private static final int DRAW_KEY_BYTES = 32;

    private final ReactiveRedisExecutor redis;
    private final WaitingRoomCreateScript create;
    private final WaitingRoomTickScript tick;
    private final QueueProperties properties;
    private final SecureRandom random = new SecureRandom();

    WaitingRoomStore(
            ReactiveRedisExecutor redis,
            WaitingRoomCreateScript create,
            WaitingRoomTickScript tick,
            QueueProperties properties) {
        this.redis = redis;
        this.create = create;
        this.tick = tick;
        this.properties = properties;
    }

    /// Opens a room; `beforeSale` tells whether there will be a draw.
    Mono<Void> open(UUID event, boolean beforeSale) {
        byte[] key = new byte[DRAW_KEY_BYTES];
        random.nextBytes(key);
        return create(event, WaitingRoomStateCodec.opening(HexFormat.of().formatHex(key), beforeSale));
    }

    /// Brings a lost room back as it was last seen, with all places up to `highest`.
    Mono<Void> restore(UUID event, WaitingRoomState last, long highest) {
        return create(event, WaitingRoomStateCodec.restoration(last, highest));
    }

    private Mono<Void> create(UUID event, Map<String, String> fields) {
        return create.run(new WaitingRoomCreateScript.Command(event, fields))
                .then(redis.call(template -> template.opsForSet().add(WaitingRoomKeys.ALL, utf8(event.toString()))))
                .then();
    }

    /// Moves the room on if it is time, and tells how it stands; nothing if there is no room.
    Mono<Optional<WaitingRoomState>> tick(
            QueuedEvent event, WaitingRoomSettings settings, long highest, @Nullable WaitingRoomState known) {
        return tick(
                event,
                settings,
                highest,
                known,
                properties.tick().multipliedBy(9).dividedBy(10));
    }

    /// The same whenever the last tick was.
    Mono<Optional<WaitingRoomState>> tickNow(
            QueuedEvent event, WaitingRoomSettings settings, long highest, @Nullable WaitingRoomState known) {
        return tick(event, settings, highest, known, Duration.ZERO);
    }

    private Mono<Optional<WaitingRoomState>> tick(
            QueuedEvent event,
            WaitingRoomSettings settings,
            long highest,
            @Nullable WaitingRoomState known,
            Duration soonest) {
        return tick.run(new WaitingRoomTickScript.Command(event, settings, highest, known, soonest))
                .map(reply -> switch (reply) {
                    case WaitingRoomTickScript.Reply.Standing standing -> Optional.of(standing.state());
                    case WaitingRoomTickScript.Reply.Missing _ -> Optional.empty();
                });
    }

    Mono<Set<UUID>> events() {
        return redis.call(template -> template.opsForSet()
                .members(WaitingRoomKeys.ALL)
                .map(id -> UUID.fromString(new String(id, StandardCharsets.UTF_8)))
                .collect(Collectors.toSet()));
    }

    Mono<Void> forget(UUID event) {
        return redis.call(template -> template.opsForSet().remove(WaitingRoomKeys.ALL, utf8(event.toString())))
                .then(redis.call(
                        template -> template.expire(WaitingRoomKeys.of(event).state(), properties.keepPlaces())))
                .then();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
