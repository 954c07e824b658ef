package dev.boxoffice.support.incident;

import dev.boxoffice.support.Rows;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.Fingerprints;
import dev.boxoffice.support.incident.Incident.Origin;
import dev.boxoffice.support.incident.Incident.Scope;
import dev.boxoffice.support.incident.Incident.Status;
import dev.boxoffice.support.triage.Categories;
import dev.boxoffice.support.triage.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of incidents.
///
/// Whoever adds a member holds the row `FOR SHARE`, whoever ends the incident `FOR UPDATE`: otherwise a case could slip
/// in
/// while the incident resolves, and stay frozen under it for good. Incidents are locked before agents and cases.
///
/// Before the row stands a gate, an advisory lock. Row locks are not fair: in a surge new members keep coming, and
/// whoever
/// wants the row for update would wait until they stop. Advisory locks queue in order.
@Component
class Incidents {

    /// Not mere repetitions of a cancelled event, whatever event they are about.
    static final Set<String> NEVER_ABOUT_A_CANCELLATION =
            Set.of(Categories.PAYMENT_WITHOUT_TICKET, Categories.DOUBLE_CHARGE, Categories.ENTRY_REFUSED);

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Incident> find(UUID id) {
        return jdbc.sql("select * from support.incident where id = ?")
                .param(id)
                .query(Incidents::read)
                .optional();
    }

    Optional<Incident> openWith(String fingerprint) {
        return jdbc.sql(
                        "select * from support.incident where fingerprint = ? and status in ('SUSPECTED', 'ACKNOWLEDGED')")
                .param(fingerprint)
                .query(Incidents::read)
                .optional();
    }

    Optional<Incident> lockToEnd(UUID id) {
        pass("pg_advisory_xact_lock", id);
        return jdbc.sql("select * from support.incident where id = ? for update")
                .param(id)
                .query(Incidents::read)
                .optional();
    }

    Optional<Incident> lockToJoin(UUID id) {
        pass("pg_advisory_xact_lock_shared", id);
        return jdbc.sql("select * from support.incident where id = ? for share")
                .param(id)
                .query(Incidents::read)
                .optional();
    }

    private void pass(String gate, UUID incidentId) {
        jdbc.sql("select cast(%s(hashtextextended(?, 50)) as text)".formatted(gate))
                .param(incidentId.toString())
                .query(Rows.TEXT)
                .single();
    }

    /// The open incident a case with these fingerprints belongs to, narrowest first, held so that it cannot end
    /// meanwhile.
    Optional<Incident> lockToJoin(Fingerprints prints, String category, @Nullable UUID eventId) {
        return openFor(prints, NEVER_ABOUT_A_CANCELLATION.contains(category) ? null : eventId)
                .flatMap(this::tryLockToJoin)
                .filter(incident -> incident.status().isOpen());
    }

    /// Empty also while somebody is about to acknowledge, update or end it.
    Optional<Incident> tryLockToJoin(UUID id) {
        var open = jdbc.sql("select pg_try_advisory_xact_lock_shared(hashtextextended(?, 50))")
                .param(id.toString())
                .query(Boolean.class)
                .single();
        return open ? lockToJoin(id) : Optional.empty();
    }

    private Optional<UUID> openFor(Fingerprints prints, @Nullable UUID perhapsCancelled) {
        return jdbc.sql("""
                        select id from support.incident
                         where status in ('SUSPECTED', 'ACKNOWLEDGED')
                           and (fingerprint = any(:prints)
                                or (origin = 'PLATFORM' and scope_id = cast(:event as uuid)))
                         order by origin = 'PLATFORM' desc, array_position(cast(:prints as text[]), fingerprint)
                         limit 1
                        """)
                .param("prints", prints.all().toArray(String[]::new))
                .param("event", perhapsCancelled)
                .query(UUID.class)
                .optional();
    }

    /// Opens the incident, unless one with its fingerprint is open already.
    boolean open(Incident fresh) {
        return jdbc.sql("""
                        insert into support.incident (
                            id, fingerprint, scope, scope_id, category, error_code, title, severity, status, origin,
                            opened_by, opened_at, acknowledged_at, acknowledged_by, last_update_at, needs_refunds)
                        values (
                            :id, :fingerprint, :scope, :scopeId, :category, :errorCode, :title, :severity, :status, :origin,
                            :openedBy, :openedAt, :acknowledgedAt, :acknowledgedBy, :openedAt, :needsRefunds)
                        on conflict (fingerprint) where status in ('SUSPECTED', 'ACKNOWLEDGED') do nothing
                        """)
                        .param("id", fresh.id())
                        .param("fingerprint", fresh.fingerprint())
                        .param("scope", fresh.scope().name())
                        .param("scopeId", fresh.scopeId())
                        .param("category", fresh.category())
                        .param("errorCode", fresh.errorCode())
                        .param("title", fresh.title())
                        .param("severity", fresh.severity().level())
                        .param("status", fresh.status().name())
                        .param("origin", fresh.origin().name())
                        .param("openedBy", fresh.openedBy())
                        .param("openedAt", UtcTime.of(fresh.openedAt()))
                        .param(
                                "acknowledgedAt",
                                fresh.acknowledgedAt() == null ? null : UtcTime.of(fresh.acknowledgedAt()))
                        .param("acknowledgedBy", fresh.acknowledgedBy())
                        .param("needsRefunds", fresh.needsRefunds())
                        .update()
                == 1;
    }

    void acknowledge(UUID id, String by, Instant now) {
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

    void updated(UUID id, Instant now) {
        jdbc.sql("""
                        update support.incident set last_update_at = ?, thawed_at = null, version = version + 1
                         where id = ?
                        """).params(UtcTime.of(now), id).update();
    }

    void thawed(UUID id, Instant now) {
        jdbc.sql("update support.incident set thawed_at = ?, version = version + 1 where id = ?")
                .params(UtcTime.of(now), id)
                .update();
    }

    void end(UUID id, Status how, String by, String resolution, Instant now) {
        jdbc.sql("""
                        update support.incident
                           set status = :status, resolved_at = :now, resolved_by = :by, resolution = :resolution,
                               version = version + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("status", how.name())
                .param("now", UtcTime.of(now))
                .param("by", by)
                .param("resolution", resolution)
                .update();
    }

    List<Incident> recent(boolean openOnly, int most) {
        return jdbc.sql("""
                        select * from support.incident where not :openOnly or status in ('SUSPECTED', 'ACKNOWLEDGED')
                         order by opened_at desc limit :most
                        """)
                .param("openOnly", openOnly)
                .param("most", most)
                .query(Incidents::read)
                .list();
    }

    private static Incident read(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getString("fingerprint"),
                Scope.valueOf(row.getString("scope")),
                row.getObject("scope_id", UUID.class),
                row.getString("category"),
                row.getString("error_code"),
                row.getString("title"),
                Severity.of(row.getInt("severity")),
                Status.valueOf(row.getString("status")),
                Origin.valueOf(row.getString("origin")),
                row.getString("opened_by"),
                UtcTime.read(row, "opened_at"),
                UtcTime.readNullable(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                UtcTime.read(row, "last_update_at"),
                UtcTime.readNullable(row, "thawed_at"),
                UtcTime.readNullable(row, "resolved_at"),
                row.getString("resolution"),
                row.getBoolean("needs_refunds"),
                row.getLong("version"));
    }
}
