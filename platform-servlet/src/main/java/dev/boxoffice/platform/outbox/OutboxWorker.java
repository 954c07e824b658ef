package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.tracing.TracePropagation;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Sends outbox messages to the Redis stream, at least once and about in order; several instances share the work.
final class OutboxWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    private record Message(
            UUID id,
            String type,
            String payload,
            OffsetDateTime occurredAt,
            @Nullable String trace) {}

    private record Envelope(UUID messageId, String type, String occurredAt, Object data) {}

    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Settings settings;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;

    record Settings(OutboxProperties properties, String schema, Clock clock) {
        String table() {
            return schema + ".outbox";
        }

        String stream() {
            return "bo:events:" + schema;
        }
    }

    OutboxWorker(
            JdbcClient jdbc,
            StringRedisTemplate redis,
            TransactionTemplate transactions,
            JsonMapper json,
            Settings settings) {
        this.jdbc = jdbc;
        this.redis = redis;
        this.transactions = transactions;
        this.json = json;
        this.settings = settings;
    }

    void nudge() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public void start() {
        if (!settings.properties().enabled() || running) {
            return;
        }
        running = true;
        Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    private void run() {
        var lastCare = settings.clock().instant();
        while (running) {
            try {
                if (lastCare.plusSeconds(10).isBefore(settings.clock().instant())) {
                    lastCare = settings.clock().instant();
                    purge();
                    sendAgainIfLost();
                }
                if (relayBatch() == settings.properties().batch()) {
                    continue;
                }
            } catch (DataAccessException | TransactionException unavailable) {
                log.debug("Outbox relay waits for its stores: {}", unavailable.getMessage());
            }
            try {
                if (wake.tryAcquire(settings.properties().poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int relayBatch() {
        var count = transactions.execute(_ -> {
            var batch = jdbc.sql("""
                            select id, type, payload::text, occurred_at, trace_parent from %s
                             where published_at is null
                             order by id limit ? for update skip locked
                            """.formatted(settings.table()))
                    .param(settings.properties().batch())
                    .query((row, _) -> new Message(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, OffsetDateTime.class),
                            row.getString(5)))
                    .list();
            if (!batch.isEmpty()) {
                send(batch);
                markPublished(batch);
            }
            return batch.size();
        });
        return count == null ? 0 : count;
    }

    private void send(List<Message> batch) {
        redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            for (var message : batch) {
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
                connection
                        .streamCommands()
                        .xAdd(
                                StreamRecords.string(fields)
                                        .withStreamKey(settings.stream())
                                        .serialize(RedisSerializer.string()),
                                XAddOptions.trim(
                                        TrimOptions.maxLen(settings.properties().streamLength())
                                                .approximate()));
            }
            return null;
        });
    }

    private void markPublished(List<Message> batch) {
        jdbc.sql("update %s set published_at = :now where id = any(:ids)".formatted(settings.table()))
                .param("now", settings.clock().instant().atOffset(ZoneOffset.UTC))
                .param("ids", batch.stream().map(Message::id).toArray(UUID[]::new))
                .update();
    }

    /// A Redis that came back empty has forgotten what nobody may have read yet; readers know what they have seen.
    private void sendAgainIfLost() {
        if (!Boolean.TRUE.equals(redis.hasKey(settings.stream()))) {
            var again = jdbc.sql("update %s set published_at = null where published_at is not null"
                            .formatted(settings.table()))
                    .update();
            if (again > 0) {
                log.warn("Stream {} is gone; sending {} messages again", settings.stream(), again);
            }
        }
    }

    private void purge() {
        jdbc.sql("delete from %s where published_at < ?".formatted(settings.table()))
                .param(settings.clock()
                        .instant()
                        .minus(settings.properties().keep())
                        .atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void stop() {
        running = false;
        nudge();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
