package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The audit trail of each event's admissions, which the scripts write.
@Component
public class AdmissionAuditStore {

    private final ReactiveRedisExecutor redis;

    AdmissionAuditStore(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    /// The newest entries, before the one with that id if it is not null.
    public Mono<List<AdmissionAuditEntry>> newest(UUID event, @Nullable String before, int most) {
        String key = WaitingRoomKeys.of(event).audit();
        Range<String> range = Range.of(Bound.unbounded(), before == null ? Bound.unbounded() : Bound.exclusive(before));
        return redis.call(template -> template.<String, byte[]>opsForStream()
                .reverseRange(key, range, Limit.limit().count(most))
                .map(AdmissionAuditStore::entry)
                .collectList());
    }

    private static AdmissionAuditEntry entry(MapRecord<String, String, byte[]> message) {
        String id = message.getId().getValue();
        String until = text(message, "until");
        return new AdmissionAuditEntry(
                id,
                Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10)),
                text(message, "what"),
                text(message, "who"),
                text(message, "place"),
                until.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(until)));
    }

    private static String text(MapRecord<String, String, byte[]> message, String field) {
        byte[] value = message.getValue().get(field);
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
