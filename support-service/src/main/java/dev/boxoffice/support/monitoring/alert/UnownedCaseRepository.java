package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds cases that nobody owns while their time runs out.
@Repository
class UnownedCaseRepository {

    private final JdbcClient jdbc;

    UnownedCaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UnownedCases> findAtRisk(Instant now) {
        return jdbc.sql("""
                        select queue, count(*) as cases, min(due_at) as next_due from support.support_case s
                         where status = 'ROUTED' and risk_at <= :now and source <> 'SYNTHETIC'
                           and not exists (select 1 from support.sla_clock c
                                            where c.case_id = s.id and c.stopped_at is null and c.freeze_depth > 0)
                         group by queue order by queue
                        """)
                .param("now", UtcTime.of(now))
                .query((row, _) ->
                        new UnownedCases(row.getString("queue"), row.getLong("cases"), UtcTime.read(row, "next_due")))
                .list();
    }
}
