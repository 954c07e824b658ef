package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Lines that gateways leave for the audit, which have no database: they write one by the script that acts, and
/// it stays until it stands in the audit.
@Component
class WaitingRoomAuditStore {

    private static final String CHANGED = "bo:queues:changed";

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final JsonMapper json;

    WaitingRoomAuditStore(StringRedisTemplate redis, RedisGuard guard, JsonMapper json) {
        this.redis = redis;
        this.guard = guard;
        this.json = json;
    }

    /// Whose rooms may have lines; none while Redis is out.
    List<UUID> events() {
        return guard.ask(() -> redis.opsForZSet().range(CHANGED, 0, -1)).orElse(Set.of()).stream()
                .flatMap(id -> TimeOrderedId.parse(id).stream())
                .toList();
    }

    List<WaitingRoomAuditLine> find(UUID event) {
        return redis.<String, String>opsForHash().values(key(event)).stream()
                .map(line -> json.readValue(line, WaitingRoomAuditLine.class))
                .toList();
    }

    /// They stand in the audit.
    void remove(UUID event, List<WaitingRoomAuditLine> lines) {
        if (!lines.isEmpty()) {
            redis.opsForHash()
                    .delete(
                            key(event),
                            lines.stream().map(line -> line.id().toString()).toArray());
        }
    }

    /// Nobody looks again where nothing was changed since; the moment is a gateway's, noted before it acts.
    void forgetBefore(Instant moment) {
        guard.ask(() -> redis.opsForZSet().removeRangeByScore(CHANGED, 0, (double) moment.toEpochMilli()));
    }

    private static String key(UUID event) {
        return "bo:{" + event + "}:queue:changes";
    }
}
