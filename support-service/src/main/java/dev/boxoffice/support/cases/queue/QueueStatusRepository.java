package dev.boxoffice.support.cases.queue;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How the queues stand in which cases wait.
@Repository
class QueueStatusRepository {

    private final JdbcClient jdbc;

    QueueStatusRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<QueueStatus> findWithWaitingCases(Instant now) {
        return jdbc.sql("""
                        select queue, count(*) as waiting, count(*) filter (where severity = 1) as severity1,
                               count(*) filter (where overflow_at <= :now) as overflowed,
                               min(created_at) as oldest, min(due_at) as next_due
                          from support.support_case
                         where status = 'ROUTED' and source <> 'SYNTHETIC' group by queue
                        """)
                .param("now", UtcTime.of(now))
                .query((row, _) -> new QueueStatus(
                        row.getString("queue"),
                        row.getLong("waiting"),
                        row.getLong("severity1"),
                        row.getLong("overflowed"),
                        UtcTime.readNullable(row, "oldest"),
                        UtcTime.readNullable(row, "next_due")))
                .list();
    }
}
