package dev.boxoffice.support.incident.data;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.incident.data.Incident.Status;
import dev.boxoffice.support.privacy.CardNumberMask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of incidents.
@Repository
public class IncidentRepository {

    private final JdbcClient jdbc;

    IncidentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Incident> find(UUID id) {
        return jdbc.sql("select * from support.incident where id = ?")
                .param(id)
                .query(IncidentRowMapper::read)
                .optional();
    }

    public Optional<Incident> findOpen(String fingerprint) {
        return jdbc.sql(
                        "select * from support.incident where fingerprint = ? and status in ('SUSPECTED', 'ACKNOWLEDGED')")
                .param(fingerprint)
                .query(IncidentRowMapper::read)
                .optional();
    }

    /// Inserts the incident, unless one with its fingerprint is open already.
    public boolean insert(Incident incident) {
        return jdbc.sql("""
                        insert into support.incident (
                            id, fingerprint, scope, scope_id, category, error_code, title, severity, status, origin,
                            opened_by, opened_at, acknowledged_at, acknowledged_by, last_update_at, needs_refunds)
                        values (
                            :id, :fingerprint, :scope, :scopeId, :category, :errorCode, :title, :severity, :status, :origin,
                            :openedBy, :openedAt, :acknowledgedAt, :acknowledgedBy, :openedAt, :needsRefunds)
                        on conflict (fingerprint) where status in ('SUSPECTED', 'ACKNOWLEDGED') do nothing
                        """)
                        .param("id", incident.id())
                        .param("fingerprint", incident.fingerprint())
                        .param("scope", incident.scope().name())
                        .param("scopeId", incident.scopeId())
                        .param("category", incident.category())
                        .param("errorCode", incident.errorCode())
                        .param("title", CardNumberMask.removedFrom(incident.title()))
                        .param("severity", incident.severity().level())
                        .param("status", incident.status().name())
                        .param("origin", incident.origin().name())
                        .param("openedBy", incident.openedBy())
                        .param("openedAt", UtcTime.of(incident.openedAt()))
                        .param(
                                "acknowledgedAt",
                                incident.acknowledgedAt() == null ? null : UtcTime.of(incident.acknowledgedAt()))
                        .param("acknowledgedBy", incident.acknowledgedBy())
                        .param("needsRefunds", incident.needsRefunds())
                        .update()
                == 1;
    }

    /// How many distinct reporters the latest dismissed incident of this fingerprint had, if that was lately.
    public Optional<Integer> findReportersWhenDismissed(String fingerprint, Instant since) {
        return jdbc.sql("""
                        select reporters_when_dismissed from support.incident
                         where fingerprint = ? and status = 'DISMISSED' and resolved_at > ?
                           and reporters_when_dismissed is not null
                         order by resolved_at desc limit 1
                        """)
                .params(fingerprint, UtcTime.of(since))
                .query(Integer.class)
                .optional();
    }

    public void acknowledge(UUID id, String by, Instant now) {
        jdbc.sql("""
                        update support.incident
                           set status = 'ACKNOWLEDGED', acknowledged_at = :now, acknowledged_by = :by,
                               last_update_at = :now, version = version + 1
                         where id = :id and status = 'SUSPECTED'
                        """)
                .param("id", id)
                .param("by", by)
                .param("now", UtcTime.of(now))
                .update();
    }

    public void recordUpdate(UUID id, Instant now) {
        jdbc.sql("""
                        update support.incident set last_update_at = ?, thawed_at = null, version = version + 1
                         where id = ?
                        """).params(UtcTime.of(now), id).update();
    }

    public void recordThaw(UUID id, Instant now) {
        jdbc.sql("update support.incident set thawed_at = ?, version = version + 1 where id = ?")
                .params(UtcTime.of(now), id)
                .update();
    }

    public void end(UUID id, Status how, String by, String resolution, Instant now) {
        jdbc.sql("""
                        update support.incident
                           set status = :status, resolved_at = :now, resolved_by = :by, resolution = :resolution,
                               reporters_when_dismissed = case when :status = 'DISMISSED' then (
                                   select count(distinct coalesce(s.reporter, cast(s.id as text)))
                                     from support.support_case s where s.incident_id = :id) end,
                               version = version + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("status", how.name())
                .param("now", UtcTime.of(now))
                .param("by", by)
                .param("resolution", CardNumberMask.removedFrom(resolution))
                .update();
    }

    public List<Incident> findRecent(boolean openOnly, int most) {
        return jdbc.sql("""
                        select * from support.incident where not :openOnly or status in ('SUSPECTED', 'ACKNOWLEDGED')
                         order by opened_at desc limit :most
                        """)
                .param("openOnly", openOnly)
                .param("most", most)
                .query(IncidentRowMapper::read)
                .list();
    }
}
