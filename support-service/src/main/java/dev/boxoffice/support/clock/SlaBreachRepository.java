package dev.boxoffice.support.clock;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Decides, in one conditional update, that a clock ran out. Any number of replicas may ask; one records it.
@Repository
class SlaBreachRepository {

    private final JdbcClient jdbc;

    SlaBreachRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SlaBreach> recordByCases(List<UUID> cases, Instant now) {
        return recordWhere("case_id = any(:subjects)", cases, now);
    }

    List<SlaBreach> recordByIncident(UUID incidentId, Instant now) {
        return recordWhere("incident_id = any(:subjects)", List.of(incidentId), now);
    }

    List<SlaBreach> recordByClock(UUID clockId, Instant now) {
        return recordWhere("id = any(:subjects)", List.of(clockId), now);
    }

    private List<SlaBreach> recordWhere(String which, List<UUID> subjects, Instant now) {
        return jdbc.sql("""
                        with breached as (
                            update support.sla_clock set breached_at = due_at, detected_at = :now
                             where %s and stopped_at is null and breached_at is null
                               and freeze_depth = 0 and due_at <= :now
                            returning id, case_id, incident_id, kind, due_at
                        ), recorded as (
                            insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
                            select case_id, incident_id, id, :now, 'desk', 'BREACHED',
                                   jsonb_build_object('clockId', id, 'kind', kind, 'dueAt', due_at)
                              from breached
                        ), touched as (
                            update support.support_case s set version = version + 1, updated_at = :now
                              from breached where s.id = breached.case_id
                        )
                        select * from breached
                        """.formatted(which))
                .param("subjects", subjects.toArray(UUID[]::new))
                .param("now", UtcTime.of(now))
                .query((row, _) -> new SlaBreach(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getObject("incident_id", UUID.class),
                        SlaClockKind.valueOf(row.getString("kind")),
                        UtcTime.read(row, "due_at")))
                .list();
    }
}
