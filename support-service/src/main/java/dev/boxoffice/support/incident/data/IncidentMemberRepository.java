package dev.boxoffice.support.incident.data;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The cases of an incident, all of them in one statement each time.
@Repository
public class IncidentMemberRepository {

    private final JdbcClient jdbc;

    IncidentMemberRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks the open members, in id order as everywhere.
    public List<UUID> lockOpen(UUID incidentId) {
        return jdbc.sql("""
                        select id from support.support_case
                         where incident_id = ? and status not in ('RESOLVED', 'CLOSED') order by id for update
                        """).param(incidentId).query(ColumnRowMapper.ID).list();
    }

    public List<UUID> findAll(UUID incidentId) {
        return jdbc.sql("select id from support.support_case where incident_id = ? order by id")
                .param(incidentId)
                .query(ColumnRowMapper.ID)
                .list();
    }

    public long count(UUID incidentId) {
        return jdbc.sql("select count(*) from support.support_case where incident_id = ?")
                .param(incidentId)
                .query(Long.class)
                .single();
    }

    /// Locks open cases about an event that are no consequence worse than its cancellation.
    public List<UUID> lockAboutEvent(UUID eventId, List<String> otherCategories) {
        return jdbc.sql("""
                        select id from support.support_case
                         where event_id = :event and incident_id is null and status not in ('RESOLVED', 'CLOSED')
                           and category <> all(:others)
                         order by id for update
                        """)
                .param("event", eventId)
                .param("others", otherCategories.toArray(String[]::new))
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// @return those of the locked cases that became members by this call
    public List<UUID> attach(List<UUID> cases, UUID incidentId, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set incident_id = :incident, version = version + 1, updated_at = :now
                         where id = any(:cases) and incident_id is null and status not in ('RESOLVED', 'CLOSED')
                        returning id
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("incident", incidentId)
                .param("now", UtcTime.of(now))
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// Repeats of an acknowledged incident: severity 3, nobody's, in the bulk-resolution pod.
    public void moveToBulk(List<UUID> cases, int routingVersion, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set severity = 3, severity_reason = 'repeat of an acknowledged incident',
                               status = 'ROUTED', owner = null, queue = :bulk, routing_version = :version,
                               routed_at = :now, overflow_at = :now, version = version + 1, updated_at = :now
                         where id = any(:cases) and status not in ('RESOLVED', 'CLOSED')
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("bulk", RoutingRuleSet.BULK_QUEUE)
                .param("version", routingVersion)
                .param("now", UtcTime.of(now))
                .update();
    }

    public void detach(UUID caseId) {
        jdbc.sql("update support.support_case set incident_id = null where id = ?")
                .param(caseId)
                .update();
    }
}
