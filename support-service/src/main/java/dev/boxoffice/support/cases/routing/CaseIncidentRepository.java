package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.triage.category.CategoryName;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How a case stands to the incident it belongs to.
@Repository
class CaseIncidentRepository {

    private final JdbcClient jdbc;

    CaseIncidentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether a case with these fingerprints is one of the incident's: it has its fingerprint, or is about the event
    /// that was cancelled and no worse consequence of its own.
    boolean isOneOf(UUID incidentId, CaseFingerprints fingerprints, CaseReport report, String category) {
        return jdbc.sql("""
                        select exists (select 1 from support.incident
                                        where id = :incident
                                          and (fingerprint = any(:prints)
                                               or (origin = 'PLATFORM' and scope_id = cast(:event as uuid))))
                        """)
                .param("incident", incidentId)
                .param("prints", fingerprints.all().toArray(String[]::new))
                .param("event", CategoryName.NEVER_ABOUT_A_CANCELLATION.contains(category) ? null : report.eventId())
                .query(Boolean.class)
                .single();
    }

    /// Takes it out, and keeps which it left: nothing takes it in there again.
    void leave(UUID caseId, UUID incidentId, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set incident_id = null, left_incident_id = :incident, version = version + 1, updated_at = :now
                         where id = :case and incident_id = :incident
                        """)
                .param("incident", incidentId)
                .param("now", UtcTime.of(now))
                .param("case", caseId)
                .update();
    }
}
