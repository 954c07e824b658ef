package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.clock.SlaDeadline;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The table of cases. Whoever changes a case locks it first; every change says what it expects to find.
@Repository
public class CaseRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CaseRowMapper row;

    CaseRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.row = new CaseRowMapper(json);
    }

    public Optional<SupportCase> find(UUID id) {
        return jdbc.sql("select * from support.support_case where id = ?")
                .param(id)
                .query(row)
                .optional();
    }

    public SupportCase get(UUID id) {
        return find(id).orElseThrow();
    }

    /// Locks the row until the transaction ends. Locks are taken incident, agent, case, clock, timer: always in this
    /// order.
    public Optional<SupportCase> lock(UUID id) {
        return jdbc.sql("select * from support.support_case where id = ? for update")
                .param(id)
                .query(row)
                .optional();
    }

    /// An agent did something to it.
    public void recordAction(UUID id, CaseStatus status, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set status = :status, last_action_at = :now, version = version + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status.name())
                .param("now", UtcTime.of(now))
                .update();
    }

    public void updateAssessment(UUID id, CaseAssessment assessment, CaseFingerprints fingerprints, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set category = :category, category_version = :version, module = :module,
                               severity = :severity, severity_reason = :reason, unverified = :unverified, facts = cast(:facts as jsonb),
                               facts_complete = :complete, revenue_per_hour = :revenue,
                               print_booking = :printBooking, print_event = :printEvent, print_platform = :printPlatform,
                               version = support_case.version + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("category", assessment.category())
                .param("version", assessment.rulesVersion())
                .param("module", assessment.module())
                .param("severity", assessment.severity().level())
                .param("reason", assessment.reason())
                .param("unverified", assessment.unverified())
                .param("facts", json.writeValueAsString(assessment.facts()))
                .param("complete", assessment.factsComplete())
                .param("revenue", assessment.revenuePerHour())
                .param("printBooking", fingerprints.booking())
                .param("printEvent", fingerprints.event())
                .param("printPlatform", fingerprints.platform())
                .param("now", UtcTime.of(now))
                .update();
    }

    public void relink(UUID id, @Nullable UUID bookingId, @Nullable UUID eventId) {
        jdbc.sql("update support.support_case set booking_id = :booking, event_id = :event where id = :id")
                .param("booking", bookingId)
                .param("event", eventId)
                .param("id", id)
                .update();
    }

    /// The copy of the resolution clock's deadline that orders the queues, after a new clock began.
    public void setDeadline(UUID id, SlaDeadline deadline) {
        jdbc.sql("update support.support_case set due_at = ?, risk_at = ? where id = ?")
                .params(UtcTime.of(deadline.dueAt()), UtcTime.of(deadline.riskAt()), id)
                .update();
    }

    public void countMisroute(UUID id) {
        jdbc.sql("update support.support_case set misroutes = misroutes + 1 where id = ?")
                .param(id)
                .update();
    }

    /// Marks a severity-1 case as escalated, once, if no agent has acted on it since. While the desk waits for the
    /// reporter there is nothing for an agent to do.
    public boolean escalate(UUID id, Instant silentSince, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set escalated_at = :now, version = version + 1, updated_at = :now
                         where id = :id and severity = 1 and status in ('ROUTED', 'IN_PROGRESS')
                           and escalated_at is null and last_action_at <= :silentSince
                        """)
                        .param("id", id)
                        .param("now", UtcTime.of(now))
                        .param("silentSince", UtcTime.of(silentSince))
                        .update()
                == 1;
    }

    /// Something a reader can see has changed.
    public void touch(UUID id, Instant now) {
        jdbc.sql("update support.support_case set version = version + 1, updated_at = ? where id = ?")
                .params(UtcTime.of(now), id)
                .update();
    }
}
