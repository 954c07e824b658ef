package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.id.Ids;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Messages to other services, written in the transaction that made them true (transactional outbox).
public final class Outbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final String table;
    private final Runnable nudge;

    Outbox(JdbcClient jdbc, JsonMapper json, Clock clock, String schema, Runnable nudge) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.table = schema + ".outbox";
        this.nudge = nudge;
    }

    /// @throws IllegalStateException outside a transaction: such a message could be sent for something that never was
    public UUID append(String type, UUID aggregateId, Object data) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an outbox message needs the transaction that makes it true");
        }
        var id = Ids.next();
        jdbc.sql("insert into %s (id, type, aggregate_id, payload, occurred_at) values (?, ?, ?, ?::jsonb, ?)"
                        .formatted(table))
                .params(
                        id,
                        type,
                        aggregateId,
                        json.writeValueAsString(data),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                nudge.run();
            }
        });
        return id;
    }

    /// Wakes the relay, for rows that a statement of the service's own has written.
    public void nudge() {
        nudge.run();
    }
}
