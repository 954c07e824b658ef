package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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
    private final Runnable wakeWorker;

    OutboxRepository(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            String schema,
            TracePropagation traces,
            Runnable wakeWorker) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.table = schema + ".outbox";
        this.traces = traces;
        this.wakeWorker = wakeWorker;
    }

    /// @throws IllegalStateException outside a transaction: such a message could be sent for something that never was
    public UUID append(String type, UUID aggregateId, Object data) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an outbox message needs the transaction that makes it true");
        }
        var id = TimeOrderedId.next();
        var trace = traces.current();
        jdbc.sql("""
                        insert into %s (id, type, aggregate_id, payload, occurred_at, trace_parent)
                        values (:id, :type, :aggregate, :payload::jsonb, :now, :trace)
                        """.formatted(table))
                .param("id", id)
                .param("type", type)
                .param("aggregate", aggregateId)
                .param("payload", json.writeValueAsString(data))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("trace", trace, Types.VARCHAR)
                .update();
        if (trace != null) {
            tellReadersOfTheLog(trace);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                nudge();
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

    /// Wakes the worker, for rows that a statement of the service's own has written.
    public void nudge() {
        wakeWorker.run();
    }

    /// The oldest messages not yet told; whoever asks in a transaction keeps them from the others until its end.
    List<OutboxMessage> lockUnpublished(int most) {
        return jdbc.sql("""
                        select id, type, payload::text, occurred_at, trace_parent from %s
                         where published_at is null
                         order by id limit ? for update skip locked
                        """.formatted(table))
                .param(most)
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

    /// @return how many messages will be told again
    int markAllUnpublished() {
        return jdbc.sql("update %s set published_at = null where published_at is not null".formatted(table))
                .update();
    }

    void deletePublishedBefore(Instant moment) {
        jdbc.sql("delete from %s where published_at < ?".formatted(table))
                .param(moment.atOffset(ZoneOffset.UTC))
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
