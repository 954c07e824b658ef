package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The audit trail of each event's admissions, which the scripts write.
@Component
public class AdmissionAuditStore {

    private final Redis redis;

    AdmissionAuditStore(Redis redis) {
        this.redis = redis;
    }

    /// The newest entries, before the one with that id if it is not null.
    public Mono<List<AdmissionAuditEntry>> newest(UUID event, @Nullable String before, int most) {
        String key = WaitingRoomKeys.of(event).audit();
        Range<String> range = Range.from(
                Range.Boundary.unbounded(),
                before == null ? Range.Boundary.unbounded() : Range.Boundary.excluding(before));
        return redis.call(commands -> commands.xrevrange(key, range, Limit.from(most)))
                .map(messages ->
                        messages.stream().map(AdmissionAuditStore::entry).toList());
    }

    private static AdmissionAuditEntry entry(StreamMessage<String, byte[]> message) {
        String id = message.getId();
        String until = text(message, "until");
        return new AdmissionAuditEntry(
                id,
                Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10)),
                text(message, "what"),
                text(message, "who"),
                text(message, "place"),
                until.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(until)));
    }

    private static String text(StreamMessage<String, byte[]> message, String field) {
        byte[] value = message.getBody().get(field);
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
