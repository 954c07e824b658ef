package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.tracing.TracePropagation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import tools.jackson.databind.json.JsonMapper;

/// The Redis stream in which other services read a service's messages: `bo:events:<schema>`.
final class OutboxStreamStore {

    private record Envelope(UUID messageId, String type, String occurredAt, Object data) {}

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final String stream;
    private final long length;

    /// @param length about how many messages the stream keeps
    OutboxStreamStore(StringRedisTemplate redis, JsonMapper json, String schema, long length) {
        this.redis = redis;
        this.json = json;
        this.stream = "bo:events:" + schema;
        this.length = length;
    }

    void append(List<OutboxMessage> messages) {
        redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            for (var message : messages) {
                var entry = StreamRecords.string(fieldsOf(message))
                        .withStreamKey(stream)
                        .serialize(RedisSerializer.string());
                connection
                        .streamCommands()
                        .xAdd(entry, XAddOptions.trim(TrimOptions.maxLen(length).approximate()));
            }
            return null;
        });
    }

    private Map<String, String> fieldsOf(OutboxMessage message) {
        var envelope = new Envelope(
                message.id(),
                message.type(),
                message.occurredAt().toInstant().toString(),
                json.readTree(message.payload()));
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", message.id().toString());
        fields.put("type", message.type());
        fields.put("payload", json.writeValueAsString(envelope));
        if (message.trace() != null) {
            fields.put(TracePropagation.FIELD, message.trace());
        }
        return fields;
    }

    boolean exists() {
        return Boolean.TRUE.equals(redis.hasKey(stream));
    }
}
