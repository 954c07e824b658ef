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
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// The waiting rooms in Redis (contracts/README.md): gateways move them, this only looks, and brings back what is lost.
@Component
class QueueStates {

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
            "omax");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    @SuppressWarnings("rawtypes")
    private final RedisScript<List> create = createScript();

    QueueStates(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// All rooms as they stand; none while Redis is out.
    List<QueueState> look() {
        var states = new ArrayList<QueueState>();
        for (var id : guard.ask(() -> members()).orElse(Set.of())) {
            TimeOrderedId.parse(id)
                    .flatMap(event -> guard.ask(() -> read(event)).flatMap(found -> found))
                    .ifPresent(states::add);
        }
        return states;
    }

    private Set<String> members() {
        var members = redis.opsForSet().members(ALL);
        return members == null ? Set.of() : members;
    }

    private Optional<QueueState> read(UUID event) {
        HashOperations<String, String, String> hashes = redis.opsForHash();
        var values = hashes.multiGet(key(event), REMEMBERED);
        var fields = new HashMap<String, String>();
        for (var i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value != null) {
                fields.put(REMEMBERED.get(i), value);
            }
        }
        return fields.containsKey("next") ? Optional.of(new QueueState(event, Map.copyOf(fields))) : Optional.empty();
    }

    /// Makes a room again where there is none; one that exists stays as it is.
    void bringBack(QueueState state) {
        var arguments = new ArrayList<String>();
        state.fields().forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        redis.execute(create, List.of(key(state.eventId())), arguments.toArray());
        redis.opsForSet().add(ALL, state.eventId().toString());
    }

    private static String key(UUID event) {
        return "bo:{" + event + "}:queue:state";
    }

    @SuppressWarnings("rawtypes")
    private static RedisScript<List> createScript() {
        var script = new DefaultRedisScript<List>();
        script.setLocation(new ClassPathResource("redis/queue-create.lua"));
        script.setResultType(List.class);
        return script;
    }
}
