package dev.boxoffice.support.incident.data;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.triage.category.CategoryName;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Locks incidents, before agents and cases.
///
/// Whoever adds a member holds the row `FOR SHARE`, whoever ends the incident `FOR UPDATE`: otherwise a case
/// could slip in while the incident resolves, and stay frozen under it for good.
///
/// Before the row stands a gate, an advisory lock. Row locks are not fair: in a surge new members keep coming,
/// and whoever wants the row for update would wait until they stop. Advisory locks queue in order.
@Repository
public class IncidentLockRepository {

    private final JdbcClient jdbc;

    IncidentLockRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Incident> lockToEnd(UUID id) {
        pass("pg_advisory_xact_lock", id);
        return jdbc.sql("select * from support.incident where id = ? for update")
                .param(id)
                .query(IncidentRowMapper::read)
                .optional();
    }

    public Optional<Incident> lockToJoin(UUID id) {
        pass("pg_advisory_xact_lock_shared", id);
        return jdbc.sql("select * from support.incident where id = ? for share")
                .param(id)
                .query(IncidentRowMapper::read)
                .optional();
    }

    /// The open incident a case with these fingerprints belongs to, narrowest first, held so that it cannot end
    /// meanwhile.
    public Optional<Incident> lockToJoin(CaseFingerprints fingerprints, String category, @Nullable UUID eventId) {
        return openFor(fingerprints, CategoryName.NEVER_ABOUT_A_CANCELLATION.contains(category) ? null : eventId)
                .flatMap(this::tryLockToJoin)
                .filter(incident -> incident.status().isOpen());
    }

    public Optional<UUID> findOpenId(String fingerprint) {
        return jdbc.sql(
                        "select id from support.incident where fingerprint = ? and status in ('SUSPECTED', 'ACKNOWLEDGED')")
                .param(fingerprint)
                .query(UUID.class)
                .optional();
    }

    /// Empty also while somebody is about to acknowledge, update or end it.
    public Optional<Incident> tryLockToJoin(UUID id) {
        var open = jdbc.sql("select pg_try_advisory_xact_lock_shared(hashtextextended(?, 50))")
                .param(id.toString())
                .query(Boolean.class)
                .single();
        return open ? lockToJoin(id) : Optional.empty();
    }

    private Optional<UUID> openFor(CaseFingerprints fingerprints, @Nullable UUID perhapsCancelled) {
        return jdbc.sql("""
                        select id from support.incident
                         where status in ('SUSPECTED', 'ACKNOWLEDGED')
                           and (fingerprint = any(:prints)
                                or (origin = 'PLATFORM' and scope_id = cast(:event as uuid)))
                         order by origin = 'PLATFORM' desc, array_position(cast(:prints as text[]), fingerprint)
                         limit 1
                        """)
                .param("prints", fingerprints.all().toArray(String[]::new))
                .param("event", perhapsCancelled)
                .query(UUID.class)
                .optional();
    }

    private void pass(String gate, UUID incidentId) {
        jdbc.sql("select cast(%s(hashtextextended(?, 50)) as text)".formatted(gate))
                .param(incidentId.toString())
                .query(ColumnRowMapper.TEXT)
                .single();
    }
}
