package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Messages to other services, written in the transaction that made them true (transactional outbox).
public final class OutboxRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final String table;
    private final TracePropagation traces;
    private final Runnable nudge;

    OutboxRepository(
            JdbcClient jdbc, JsonMapper json, Clock clock, String schema, TracePropagation traces, Runnable nudge) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.table = schema + ".outbox";
        this.traces = traces;
        this.nudge = nudge;
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
                nudge.run();
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

    /// Wakes the relay, for rows that a statement of the service's own has written.
    public void nudge() {
        nudge.run();
    }
}
