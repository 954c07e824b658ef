package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.privacy.CardNumberMask;
import dev.boxoffice.support.triage.category.ReportWords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Inserts cases.
@Repository
public class NewCaseRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    NewCaseRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @return false when a case with the same source key exists already
    public boolean insert(SupportCase opened, @Nullable String sourceKey, CaseFingerprints fingerprints) {
        var report = opened.report();
        var assessment = opened.assessment();
        var placement = opened.placement();
        var progress = opened.progress();
        return jdbc.sql("""
                        insert into support.support_case (
                            id, number, source, source_key, reporter, reporter_email, reporter_name, reporter_locale, reporter_zone, tier, channel, subject, body,
                            booking_id, event_id, error_code, reported_severity, status, severity, severity_reason, unverified,
                            category, category_version, module, queue, routing_version, owner, incident_id, repeat_of,
                            print_booking, print_event, print_platform, facts, facts_complete, revenue_per_hour,
                            due_at, risk_at, next_due_at, next_risk_at, words, routed_at, overflow_at, last_action_at, created_at, updated_at)
                        values (
                            :id, :number, :source, :sourceKey, :reporter, :email, :name, :locale, :zone, :tier, :channel, :subject, :body,
                            :booking, :event, :errorCode, :reportedSeverity, :status, :severity, :reason, :unverified,
                            :category, :categoryVersion, :module, :queue, :routingVersion, :owner, :incident, :repeatOf,
                            :printBooking, :printEvent, :printPlatform, cast(:facts as jsonb), :factsComplete, :revenue,
                            :due, :risk, :due, :risk, :words, :routed, :overflow, :lastAction, :created, :created)
                        on conflict (source_key) do nothing
                        """)
                        .param("id", opened.id())
                        .param("number", opened.number())
                        .param("source", opened.source().name())
                        .param("sourceKey", sourceKey)
                        .param("reporter", report.reporter())
                        .param("email", report.email())
                        .param("name", report.name())
                        .param("locale", report.language().locale())
                        .param("zone", report.language().zone())
                        .param("tier", report.tier().name())
                        .param("channel", report.channel())
                        .param("subject", CardNumberMask.removedFrom(report.subject()))
                        .param("body", CardNumberMask.removedFrom(report.body()))
                        .param("booking", report.bookingId())
                        .param("event", report.eventId())
                        .param("errorCode", report.errorCode())
                        .param("reportedSeverity", report.reportedSeverity())
                        .param("status", opened.status().name())
                        .param("severity", assessment.severity().level())
                        .param("reason", assessment.reason())
                        .param("unverified", assessment.unverified())
                        .param("category", assessment.category())
                        .param("categoryVersion", assessment.rulesVersion())
                        .param("module", assessment.module())
                        .param("queue", placement.queue())
                        .param("routingVersion", placement.routingVersion())
                        .param("owner", placement.owner())
                        .param("incident", placement.incidentId())
                        .param("repeatOf", opened.repeatOf())
                        .param("printBooking", fingerprints.booking())
                        .param("printEvent", fingerprints.event())
                        .param("printPlatform", fingerprints.platform())
                        .param("facts", json.writeValueAsString(assessment.facts()))
                        .param("factsComplete", assessment.factsComplete())
                        .param("revenue", assessment.revenuePerHour())
                        .param("due", UtcTime.of(progress.dueAt()))
                        .param("risk", UtcTime.of(progress.riskAt()))
                        .param("words", words(opened).toArray(String[]::new))
                        .param("routed", UtcTime.of(placement.routedAt()))
                        .param("overflow", UtcTime.of(placement.overflowAt()))
                        .param("lastAction", UtcTime.of(progress.lastActionAt()))
                        .param("created", UtcTime.of(progress.createdAt()))
                        .update()
                == 1;
    }

    /// None where a rule understood the report, or an error code says more than words.
    private static List<String> words(SupportCase opened) {
        var report = opened.report();
        return opened.assessment().isUnderstood() || report.errorCode() != null
                ? List.of()
                : ReportWords.of(report.subject(), report.body());
    }
}
