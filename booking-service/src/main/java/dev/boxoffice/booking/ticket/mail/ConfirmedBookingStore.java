package dev.boxoffice.booking.ticket.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.RedisStreamCommands.XClaimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Component;

/// Our own stream, read as one of the consumer group `booking-mail`; and what is written to it because of what was
/// read.
@Component
class ConfirmedBookingStore {

    private static final String STREAM = "bo:events:booking";
    private static final String GROUP = "booking-mail";
    private static final int BATCH = 200;

    /// A message that was taken and not acknowledged is taken again after this time.
    private static final Duration IDLE = Duration.ofSeconds(5);

    /// An entry of the stream.
    record Entry(String id, Map<String, String> fields) {}

    private final StringRedisTemplate redis;
    private final String consumer = "mail-" + UUID.randomUUID();

    ConfirmedBookingStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    boolean exists() {
        return Boolean.TRUE.equals(redis.hasKey(STREAM));
    }

    void createGroup() {
        redis.execute((RedisCallback<Object>) connection -> connection
                .streamCommands()
                .xGroupCreate(STREAM.getBytes(StandardCharsets.UTF_8), GROUP, ReadOffset.from("0")));
    }

    @SuppressWarnings("unchecked") // the generic varargs of Spring's read(…)
    List<Entry> readNew() {
        var batch = redis.<String, String>opsForStream()
                .read(
                        Consumer.from(GROUP, consumer),
                        StreamReadOptions.empty().count(BATCH),
                        StreamOffset.create(STREAM, ReadOffset.lastConsumed()));
        return batch == null ? List.of() : entries(batch);
    }

    /// What waits for its buyer's address, and what a process that died has left.
    List<Entry> takeOver() {
        var left = redis.opsForStream().pending(STREAM, GROUP, Range.unbounded(), BATCH).stream()
                .filter(message -> message.getElapsedTimeSinceLastDelivery().compareTo(IDLE) >= 0)
                .map(PendingMessage::getId)
                .toArray(RecordId[]::new);
        return left.length == 0
                ? List.of()
                : entries(redis.<String, String>opsForStream()
                        .claim(
                                STREAM,
                                GROUP,
                                consumer,
                                XClaimOptions.minIdle(IDLE).ids(left)));
    }

    private static List<Entry> entries(List<MapRecord<String, String, String>> records) {
        return records.stream()
                .map(one -> new Entry(one.getId().getValue(), one.getValue()))
                .toList();
    }

    void acknowledge(Collection<String> ids) {
        if (!ids.isEmpty()) {
            redis.opsForStream().acknowledge(STREAM, GROUP, ids.toArray(String[]::new));
        }
    }

    /// All in one trip.
    void append(List<Map<String, String>> messages) {
        if (!messages.isEmpty()) {
            redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
                messages.forEach(message -> connection
                        .streamCommands()
                        .xAdd(StreamRecords.string(message)
                                .withStreamKey(STREAM)
                                .serialize(RedisSerializer.string())));
                return null;
            });
        }
    }
}
