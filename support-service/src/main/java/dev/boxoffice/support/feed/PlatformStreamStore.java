package dev.boxoffice.support.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.RedisStreamCommands.XClaimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// The streams of booking-service and event-service, read as one of the consumer group `support`.
@Component
class PlatformStreamStore {

    static final List<String> STREAMS = List.of("bo:events:booking", "bo:events:catalog");
    static final String GROUP = "support";

    private static final int BATCH = 500;
    /// A message another reader left unacknowledged this long is taken over.
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final StringRedisTemplate redis;
    private final String consumer = "support-" + UUID.randomUUID();

    PlatformStreamStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    boolean exists(String stream) {
        return Boolean.TRUE.equals(redis.hasKey(stream));
    }

    /// From the beginning: what was told before the desk first listened counts too. The stream itself is not created,
    /// since its writer tells by its absence that Redis has lost it.
    void createGroup(String stream) {
        redis.execute((RedisCallback<Object>) connection -> connection
                .streamCommands()
                .xGroupCreate(stream.getBytes(StandardCharsets.UTF_8), GROUP, ReadOffset.from("0")));
    }

    @SuppressWarnings("unchecked") // the generic varargs of Spring's read(…)
    List<MapRecord<String, String, String>> readNew(String stream) {
        var batch = redis.<String, String>opsForStream()
                .read(
                        Consumer.from(GROUP, consumer),
                        StreamReadOptions.empty().count(BATCH),
                        StreamOffset.create(stream, ReadOffset.lastConsumed()));
        return batch == null ? List.of() : batch;
    }

    /// Messages that another reader took and never acknowledged.
    List<PendingMessage> findAbandoned(String stream) {
        return redis.opsForStream().pending(stream, GROUP, Range.unbounded(), BATCH).stream()
                .filter(message -> message.getElapsedTimeSinceLastDelivery().compareTo(IDLE) >= 0)
                .toList();
    }

    List<MapRecord<String, String, String>> claim(String stream, PendingMessage abandoned) {
        return redis.<String, String>opsForStream()
                .claim(stream, GROUP, consumer, XClaimOptions.minIdle(IDLE).ids(abandoned.getId()));
    }

    void acknowledge(String stream, Collection<RecordId> ids) {
        if (!ids.isEmpty()) {
            redis.opsForStream().acknowledge(stream, GROUP, ids.toArray(RecordId[]::new));
        }
    }
}
