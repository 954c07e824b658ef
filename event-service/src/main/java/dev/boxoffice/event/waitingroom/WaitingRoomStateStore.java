package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// The waiting rooms in Redis (contracts/README.md): gateways move them, this only reads, and restores what is lost.
@Component
class WaitingRoomStateStore {

    private static final String ALL = "bo:queues";

    /// The rest follows from these, or is told by those who wait.
    private static final List<String> REMEMBERED = List.of(
            "base",
            "serving",
            "next",
            "gaps",
            "key",
            "opened",
            "drawn",
            "boundary",
            "pregaps",
            "admitted",
            "lapsed",
            "allow",
            "omode",
            "orate",
            "omax",
            "areserves",
            "aheld",
            "root",
            "message");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final WaitingRoomRestoreScript restoration;

    WaitingRoomStateStore(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
        this.restoration = new WaitingRoomRestoreScript(redis);
    }

    /// All rooms as they stand; none while Redis is out.
    List<WaitingRoomCheckpoint> findAll() {
        var states = new ArrayList<WaitingRoomCheckpoint>();
        for (var id : guard.ask(this::eventIds).orElse(Set.of())) {
            TimeOrderedId.parse(id)
                    .flatMap(event -> guard.ask(() -> read(event)).flatMap(found -> found))
                    .ifPresent(states::add);
        }
        return states;
    }

    private Set<String> eventIds() {
        var members = redis.opsForSet().members(ALL);
        return members == null ? Set.of() : members;
    }

    private Optional<WaitingRoomCheckpoint> read(UUID event) {
        HashOperations<String, String, String> hashes = redis.opsForHash();
        var values = hashes.multiGet(key(event), REMEMBERED);
        var fields = new HashMap<String, String>();
        for (var i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value != null) {
                fields.put(REMEMBERED.get(i), value);
            }
        }
        return fields.containsKey("next")
                ? Optional.of(new WaitingRoomCheckpoint(event, Map.copyOf(fields)))
                : Optional.empty();
    }

    /// Makes a room again where there is none; one that exists stays as it is.
    void restore(WaitingRoomCheckpoint checkpoint) {
        restoration.run(key(checkpoint.eventId()), checkpoint);
        redis.opsForSet().add(ALL, checkpoint.eventId().toString());
    }

    private static String key(UUID event) {
        return "bo:{" + event + "}:queue:state";
    }
}
