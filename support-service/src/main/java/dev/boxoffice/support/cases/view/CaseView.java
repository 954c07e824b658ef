package dev.boxoffice.support.cases.view;

import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.clock.SlaClockView;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A case as it is read. What is null is not shown to this viewer, or does not apply.
///
/// @param lastUpdated when the status last changed; the status itself is at most `refreshAfterSeconds` old
public record CaseView(
        UUID id,
        String number,
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
        @Nullable UUID mergedInto,
        @Nullable String resolution,
        Instant createdAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable DeskView desk,
        @Nullable String owner,
        List<MessageView> messages,
        List<SlaClockView> clocks,
        Instant lastUpdated,
        long refreshAfterSeconds) {

    /// One line of the conversation.
    public record MessageView(CaseMessageKind kind, String author, String body, Instant at) {}

    /// What only the desk sees.
    public record DeskView(
            CaseSource source,
            @Nullable String reporter,
            @Nullable String reporterName,
            @Nullable String reporterEmail,
            ContractTier tier,
            String module,
            String severityReason,
            boolean unverified,
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
