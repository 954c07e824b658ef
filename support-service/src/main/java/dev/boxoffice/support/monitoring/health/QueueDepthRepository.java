package dev.boxoffice.support.monitoring.health;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How many cases wait in each queue.
@Repository
class QueueDepthRepository {

    private final JdbcClient jdbc;

    QueueDepthRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<QueueDepth> findAll(Instant now) {
        return jdbc.sql("""
                        select queue, severity, count(*) as waiting,
                               extract(epoch from :now - min(routed_at)) as oldest
                          from support.support_case where status = 'ROUTED' and source <> 'SYNTHETIC'
                         group by queue, severity
                        """)
                .param("now", UtcTime.of(now))
                .query((row, _) -> new QueueDepth(
                        row.getString("queue"),
                        row.getInt("severity"),
                        row.getLong("waiting"),
                        row.getDouble("oldest")))
                .list();
    }
}
