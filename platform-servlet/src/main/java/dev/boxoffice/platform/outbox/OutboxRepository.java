package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Messages to other services, written in the transaction that made them true (transactional outbox).
public final class OutboxRepository {

    /// What waits to be told.
    record Backlog(double messages, double oldestSeconds) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final String table;
    private final TracePropagation traces;
    private final Consumer<OutboxMessage> worker;

    OutboxRepository(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            String schema,
            TracePropagation traces,
            Consumer<OutboxMessage> worker) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.table = schema + ".outbox";
        this.traces = traces;
        this.worker = worker;
    }

    /// @throws IllegalStateException outside a transaction: such a message could be sent for something that never was
    public UUID append(String type, UUID aggregateId, Object data) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an outbox message needs the transaction that makes it true");
        }
        var id = TimeOrderedId.next();
        var message = new OutboxMessage(
                id, type, json.writeValueAsString(data), clock.instant().atOffset(ZoneOffset.UTC), traces.current());
        var trace = message.trace();
        jdbc.sql("""
                        insert into %s (id, type, aggregate_id, payload, occurred_at, trace_parent)
                        values (:id, :type, :aggregate, :payload::jsonb, :now, :trace)
                        """.formatted(table))
                .param("id", id)
                .param("type", type)
                .param("aggregate", aggregateId)
                .param("payload", message.payload())
                .param("now", message.occurredAt())
                .param("trace", trace, Types.VARCHAR)
                .update();
        if (trace != null) {
            tellReadersOfTheLog(trace);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                handOver(message);
            }
        });
        return id;
    }

    private void tellReadersOfTheLog(String trace) {
        jdbc.sql("select pg_logical_emit_message(true, ?, ?)")
                .params(TracePropagation.WAL_PREFIX, trace)
                .query((_, _) -> trace)
                .list();
    }

    /// Has a message told at once that a statement of the service's own has written, and that is committed.
    /// Should it get lost before it is told, its row is found.
    public void handOver(OutboxMessage message) {
        worker.accept(message);
    }

    /// The oldest messages not yet told; whoever asks in a transaction keeps them from the others until its end.
    List<OutboxMessage> lockUnpublished(Instant before, int most) {
        return jdbc.sql("""
                        select id, type, payload::text, occurred_at, trace_parent from %s
                         where published_at is null and ready and occurred_at <= ?
                         order by id limit ? for update skip locked
                        """.formatted(table))
                .params(before.atOffset(ZoneOffset.UTC), most)
                .query((row, _) -> new OutboxMessage(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class),
                        row.getString(5)))
                .list();
    }

    void markPublished(List<OutboxMessage> messages) {
        jdbc.sql("update %s set published_at = :now where id = any(:ids)".formatted(table))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("ids", messages.stream().map(OutboxMessage::id).toArray(UUID[]::new))
                .update();
    }

    /// Not worth waiting for the disk: a message whose deletion a crash undoes is told twice, which readers expect.
    void delete(List<OutboxMessage> messages) {
        jdbc.sql("""
                        delete from %s where id = any(?) and set_config('synchronous_commit', 'off', true) is not null
                        """.formatted(table))
                .param(messages.stream().map(OutboxMessage::id).toArray(UUID[]::new))
                .update();
    }

    /// @return how many messages will be told again
    int markAllUnpublished() {
        return jdbc.sql("update %s set published_at = null where published_at is not null".formatted(table))
                .update();
    }

    /// Ids grow with time, so that the key finds the old ones.
    void deletePublishedBefore(Duration age) {
        jdbc.sql("delete from %s where id < uuidv7(make_interval(secs => ?)) and published_at is not null"
                        .formatted(table))
                .param(-age.toSeconds())
                .update();
    }

    Backlog backlog() {
        return jdbc.sql("""
                        select count(*), coalesce(extract(epoch from now() - min(occurred_at)), 0)
                          from %s where published_at is null
                        """.formatted(table))
                .query((row, _) -> new Backlog(row.getLong(1), Math.max(0, row.getDouble(2))))
                .single();
    }
}
