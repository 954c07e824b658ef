package dev.boxoffice.support.cases;

import dev.boxoffice.support.Rows;
import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The table of cases. Whoever changes a case locks it first; every change says what it expects to find.
@Component
public class Cases {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CaseRow row;

    Cases(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.row = new CaseRow(json);
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

    /// @return false when a case with the same source key exists already
    public boolean insert(SupportCase fresh, @Nullable String sourceKey, Fingerprints prints) {
        var report = fresh.report();
        var judged = fresh.judgement();
        var placed = fresh.placement();
        var progress = fresh.progress();
        return jdbc.sql("""
                        insert into support.support_case (
                            id, source, source_key, reporter, reporter_email, reporter_name, tier, channel, subject, body,
                            booking_id, event_id, error_code, reported_severity, status, severity, severity_reason,
                            category, category_version, module, queue, routing_version, owner, incident_id, repeat_of,
                            print_booking, print_event, print_platform, facts, facts_complete, revenue_per_hour,
                            due_at, risk_at, routed_at, overflow_at, last_action_at, created_at, updated_at)
                        values (
                            :id, :source, :sourceKey, :reporter, :email, :name, :tier, :channel, :subject, :body,
                            :booking, :event, :errorCode, :reportedSeverity, :status, :severity, :reason,
                            :category, :categoryVersion, :module, :queue, :routingVersion, :owner, :incident, :repeatOf,
                            :printBooking, :printEvent, :printPlatform, cast(:facts as jsonb), :factsComplete, :revenue,
                            :due, :risk, :routed, :overflow, :lastAction, :created, :created)
                        on conflict (source_key) do nothing
                        """)
                        .param("id", fresh.id())
                        .param("source", fresh.source().name())
                        .param("sourceKey", sourceKey)
                        .param("reporter", report.reporter())
                        .param("email", report.email())
                        .param("name", report.name())
                        .param("tier", report.tier().name())
                        .param("channel", report.channel())
                        .param("subject", report.subject())
                        .param("body", report.body())
                        .param("booking", report.bookingId())
                        .param("event", report.eventId())
                        .param("errorCode", report.errorCode())
                        .param("reportedSeverity", report.reportedSeverity())
                        .param("status", fresh.status().name())
                        .param("severity", judged.severity().level())
                        .param("reason", judged.reason())
                        .param("category", judged.category())
                        .param("categoryVersion", judged.rulesVersion())
                        .param("module", judged.module())
                        .param("queue", placed.queue())
                        .param("routingVersion", placed.routingVersion())
                        .param("owner", placed.owner())
                        .param("incident", placed.incidentId())
                        .param("repeatOf", fresh.repeatOf())
                        .param("printBooking", prints.booking())
                        .param("printEvent", prints.event())
                        .param("printPlatform", prints.platform())
                        .param("facts", json.writeValueAsString(judged.facts()))
                        .param("factsComplete", judged.factsComplete())
                        .param("revenue", judged.revenuePerHour())
                        .param("due", UtcTime.of(progress.dueAt()))
                        .param("risk", UtcTime.of(progress.riskAt()))
                        .param("routed", UtcTime.of(placed.routedAt()))
                        .param("overflow", UtcTime.of(placed.overflowAt()))
                        .param("lastAction", UtcTime.of(progress.lastActionAt()))
                        .param("created", UtcTime.of(progress.createdAt()))
                        .update()
                == 1;
    }

    /// Gives the case to an agent, if it still waits in a queue.
    boolean own(UUID id, String agent, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set status = 'IN_PROGRESS', owner = :agent, last_action_at = :now,
                               version = version + 1, updated_at = :now
                         where id = :id and status = 'ROUTED' and owner is null
                        """)
                        .param("id", id)
                        .param("agent", agent)
                        .param("now", UtcTime.of(now))
                        .update()
                == 1;
    }

    /// An agent did something to it.
    void acted(UUID id, CaseStatus status, Instant now) {
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

    /// Puts it into a queue without an owner; experts come first anew.
    void enqueue(UUID id, Placement to, String module, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set status = 'ROUTED', owner = null, queue = :queue, module = :module, routing_version = :routing,
                               incident_id = :incident, routed_at = :routed, overflow_at = :overflow,
                               version = version + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("queue", to.queue())
                .param("module", module)
                .param("routing", to.routingVersion())
                .param("incident", to.incidentId())
                .param("routed", UtcTime.of(to.routedAt()))
                .param("overflow", UtcTime.of(to.overflowAt()))
                .param("now", UtcTime.of(now))
                .update();
    }

    void judge(UUID id, Judgement judgement, Fingerprints prints, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set category = :category, category_version = :version, module = :module,
                               severity = :severity, severity_reason = :reason, facts = cast(:facts as jsonb),
                               facts_complete = :complete, revenue_per_hour = :revenue,
                               print_booking = :printBooking, print_event = :printEvent, print_platform = :printPlatform,
                               version = support_case.version + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("category", judgement.category())
                .param("version", judgement.rulesVersion())
                .param("module", judgement.module())
                .param("severity", judgement.severity().level())
                .param("reason", judgement.reason())
                .param("facts", json.writeValueAsString(judgement.facts()))
                .param("complete", judgement.factsComplete())
                .param("revenue", judgement.revenuePerHour())
                .param("printBooking", prints.booking())
                .param("printEvent", prints.event())
                .param("printPlatform", prints.platform())
                .param("now", UtcTime.of(now))
                .update();
    }

    void relink(UUID id, @Nullable UUID bookingId, @Nullable UUID eventId) {
        jdbc.sql("update support.support_case set booking_id = :booking, event_id = :event where id = :id")
                .param("booking", bookingId)
                .param("event", eventId)
                .param("id", id)
                .update();
    }

    void countMisroute(UUID id) {
        jdbc.sql("update support.support_case set misroutes = misroutes + 1 where id = ?")
                .param(id)
                .update();
    }

    /// Something a reader can see has changed.
    void touch(UUID id, Instant now) {
        jdbc.sql("update support.support_case set version = version + 1, updated_at = ? where id = ?")
                .params(UtcTime.of(now), id)
                .update();
    }

    /// Resolves those of the cases that are still open.
    ///
    /// @return the ones this call resolved
    public List<UUID> resolve(List<UUID> ids, String resolution, String by, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set status = 'RESOLVED', resolution = :resolution, resolved_by = :by, resolved_at = :now,
                               last_action_at = :now, version = version + 1, updated_at = :now
                         where id = any(:ids) and status not in ('RESOLVED', 'CLOSED')
                        returning id
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("resolution", resolution)
                .param("by", by)
                .param("now", UtcTime.of(now))
                .query(Rows.ID)
                .list();
    }

    void reopen(UUID id, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set resolution = null, resolved_at = null, resolved_by = null, escalated_at = null,
                               status = 'ROUTED', owner = null, reopenings = reopenings + 1, last_action_at = :now
                         where id = :id and status = 'RESOLVED'
                        """).param("id", id).param("now", UtcTime.of(now)).update();
    }

    /// The copy of the resolution clock's deadline that orders the queues, after a new clock began.
    void setDeadline(UUID id, Instant dueAt, Instant riskAt) {
        jdbc.sql("update support.support_case set due_at = ?, risk_at = ? where id = ?")
                .params(UtcTime.of(dueAt), UtcTime.of(riskAt), id)
                .update();
    }

    /// Open cases about a booking, in the order all locks are taken in.
    public List<UUID> openAbout(UUID bookingId) {
        return jdbc.sql("""
                        select id from support.support_case
                         where booking_id = ? and status not in ('RESOLVED', 'CLOSED') order by id
                        """).param(bookingId).query(Rows.ID).list();
    }

    public List<UUID> openAboutEvent(UUID eventId) {
        return jdbc.sql("""
                        select id from support.support_case
                         where event_id = ? and status not in ('RESOLVED', 'CLOSED') order by id
                        """).param(eventId).query(Rows.ID).list();
    }

    /// The reporter's first open case about the same thing.
    public Optional<UUID> openCaseLike(Fingerprints prints, String reporter) {
        if (prints.platform() == null) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select id from support.support_case
                         where reporter = :reporter and status not in ('RESOLVED', 'CLOSED') and repeat_of is null
                           and print_platform = :platform
                           and coalesce(print_booking, '') = :booking and coalesce(print_event, '') = :event
                         order by created_at limit 1
                        """)
                .param("reporter", reporter)
                .param("platform", prints.platform())
                .param("booking", prints.booking() == null ? "" : prints.booking())
                .param("event", prints.event() == null ? "" : prints.event())
                .query(UUID.class)
                .optional();
    }
}
