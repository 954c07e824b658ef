package dev.boxoffice.support.monitoring.reconciliation;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Reads deadlines and histories to compare them.
@Repository
class SlaReconciliationRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SlaReconciliationRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<UUID> findOpenCasesAfter(UUID last, int most) {
        return jdbc.sql("""
                        select id from support.support_case
                         where id > ? and status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')
                         order by id limit ?
                        """).params(last, most).query(ColumnRowMapper.ID).list();
    }

    List<StoredDeadline> findDeadlines(List<UUID> cases) {
        return jdbc.sql(
                        "select id, case_id, due_at from support.sla_clock where case_id = any(?) and stopped_at is null")
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> new StoredDeadline(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        UtcTime.read(row, "due_at")))
                .list();
    }

    List<SlaClockEvent> findEvents(List<UUID> cases) {
        return jdbc.sql("""
                        select case_id, clock_id, at, type, data::text from support.case_event
                         where case_id = any(?) and type like 'CLOCK%' order by id
                        """)
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> new SlaClockEvent(
                        row.getObject("case_id", UUID.class),
                        row.getObject("clock_id", UUID.class),
                        UtcTime.read(row, "at"),
                        row.getString("type"),
                        json.readTree(row.getString("data"))))
                .list();
    }
}
