package dev.boxoffice.support.cases;

import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.triage.CaseFacts;
import dev.boxoffice.support.triage.Severity;
import dev.boxoffice.support.triage.Tier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A case as it is read. What is null is not shown to this viewer, or does not apply.
///
/// @param lastUpdated when the status last changed; the status itself is at most `refreshAfterSeconds` old
public record CaseView(
        UUID id,
        CaseStatus status,
        Severity severity,
        String queue,
        @Nullable String acknowledgement,
        Instant dueAt,
        boolean breached,
        boolean frozen,
        String category,
        String channel,
        String subject,
        String body,
        @Nullable UUID bookingId,
        @Nullable UUID eventId,
        @Nullable String errorCode,
        @Nullable UUID incidentId,
        @Nullable UUID repeatOf,
        @Nullable String resolution,
        Instant createdAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable Desk desk,
        @Nullable String owner,
        List<Line> messages,
        List<ClockView> clocks,
        Instant lastUpdated,
        long refreshAfterSeconds) {

    /// One line of the conversation.
    public record Line(MessageKind kind, String author, String body, Instant at) {}

    /// One clock of the case.
    ///
    /// @param outcome `MET` or `BREACHED`; null while it runs
    public record ClockView(
            String kind,
            Instant dueAt,
            boolean frozen,
            boolean breached,
            @Nullable String outcome) {}

    /// What only the desk sees.
    public record Desk(
            CaseSource source,
            @Nullable String reporter,
            @Nullable String reporterName,
            @Nullable String reporterEmail,
            Tier tier,
            String module,
            String severityReason,
            @Nullable String reportedSeverity,
            int categoryRulesVersion,
            int routingRulesVersion,
            CaseFacts facts,
            boolean factsComplete,
            Instant overflowAt,
            @Nullable Instant escalatedAt,
            int misroutes,
            int reopenings) {}
}
