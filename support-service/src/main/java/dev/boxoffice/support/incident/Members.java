package dev.boxoffice.support.incident;

import dev.boxoffice.support.Rows;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.RoutingRules;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The cases of an incident, all of them in one statement each time.
@Component
class Members {

    private final JdbcClient jdbc;

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks the open members, in id order as everywhere.
    List<UUID> lockOpen(UUID incidentId) {
        return jdbc.sql("""
                        select id from support.support_case
                         where incident_id = ? and status not in ('RESOLVED', 'CLOSED') order by id for update
                        """).param(incidentId).query(Rows.ID).list();
    }

    List<UUID> all(UUID incidentId) {
        return jdbc.sql("select id from support.support_case where incident_id = ? order by id")
                .param(incidentId)
                .query(Rows.ID)
                .list();
    }

    long count(UUID incidentId) {
        return jdbc.sql("select count(*) from support.support_case where incident_id = ?")
                .param(incidentId)
                .query(Long.class)
                .single();
    }

    /// Locks open cases of this fingerprint that belong to no incident yet.
    List<UUID> lockUnattached(String printColumn, String fingerprint, Instant since) {
        return jdbc.sql("""
                        select id from support.support_case
                         where %s = :print and created_at > :since and incident_id is null
                           and status not in ('RESOLVED', 'CLOSED')
                         order by id for update
                        """.formatted(printColumn))
                .param("print", fingerprint)
                .param("since", UtcTime.of(since))
                .query(Rows.ID)
                .list();
    }

    /// Locks open cases about an event that are no consequence worse than its cancellation.
    List<UUID> lockAboutEvent(UUID eventId, List<String> otherCategories) {
        return jdbc.sql("""
                        select id from support.support_case
                         where event_id = :event and incident_id is null and status not in ('RESOLVED', 'CLOSED')
                           and category <> all(:others)
                         order by id for update
                        """)
                .param("event", eventId)
                .param("others", otherCategories.toArray(String[]::new))
                .query(Rows.ID)
                .list();
    }

    /// Counts no further than the threshold.
    int countUnattached(String printColumn, String fingerprint, Instant since, int threshold) {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from support.support_case
                             where %s = :print and created_at > :since and incident_id is null
                               and status not in ('RESOLVED', 'CLOSED') limit :threshold) alike
                        """.formatted(printColumn))
                .param("print", fingerprint)
                .param("since", UtcTime.of(since))
                .param("threshold", threshold)
                .query(Integer.class)
                .single();
    }

    /// @return those of the locked cases that became members by this call
    List<UUID> attach(List<UUID> cases, UUID incidentId, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set incident_id = :incident, version = version + 1, updated_at = :now
                         where id = any(:cases) and incident_id is null and status not in ('RESOLVED', 'CLOSED')
                        returning id
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("incident", incidentId)
                .param("now", UtcTime.of(now))
                .query(Rows.ID)
                .list();
    }

    /// Repeats of an acknowledged incident: severity 3, nobody's, in the bulk-resolution pod.
    void moveToBulk(List<UUID> cases, int routingVersion, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set severity = 3, severity_reason = 'repeat of an acknowledged incident',
                               status = 'ROUTED', owner = null, queue = :bulk, routing_version = :version,
                               routed_at = :now, overflow_at = :now, version = version + 1, updated_at = :now
                         where id = any(:cases) and status not in ('RESOLVED', 'CLOSED')
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("bulk", RoutingRules.BULK_QUEUE)
                .param("version", routingVersion)
                .param("now", UtcTime.of(now))
                .update();
    }

    void detach(UUID caseId) {
        jdbc.sql("update support.support_case set incident_id = null where id = ?")
                .param(caseId)
                .update();
    }

    /// What the members turned out to be.
    void label(List<UUID> cases, String by, Instant now) {
        jdbc.sql("""
                        insert into support.label (
                            case_id, category, module, severity, automatic_category, rule_version, corrected, labelled_by, labelled_at)
                        select id, category, module, severity, category, category_version, false, :by, :now
                          from support.support_case where id = any(:cases)
                        on conflict (case_id) do update
                           set category = excluded.category, module = excluded.module, severity = excluded.severity,
                               labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("by", by)
                .param("now", UtcTime.of(now))
                .update();
    }
}
