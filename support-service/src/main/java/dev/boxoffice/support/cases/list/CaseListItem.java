package dev.boxoffice.support.cases.list;

import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A case in a list. What is null is not shown to this viewer, or does not apply.
///
/// @param earliestDueAt of the clocks that run; null when none does
/// @param breached whether any of its promises was broken
/// @param customerReplied the reporter spoke last: the desk owes an answer
public record CaseListItem(
        UUID id,
        String number,
        CaseStatus status,
        int severity,
        String queue,
        String category,
        String subject,
        @Nullable String owner,
        @Nullable String tier,
        @Nullable String reporter,
        @Nullable UUID bookingId,
        @Nullable UUID eventId,
        @Nullable UUID incidentId,
        @Nullable UUID mergedInto,
        Instant dueAt,
        @Nullable Instant earliestDueAt,
        boolean breached,
        boolean customerReplied,
        Instant createdAt,
        Instant lastUpdated) {

    /// Reporters do not read who works on a case, nor what they were promised by contract; contractors read no names.
    public CaseListItem asSeenBy(CaseViewer viewer, @Nullable String reporterName) {
        var forTheDesk = viewer != CaseViewer.REPORTER;
        return new CaseListItem(
                id,
                number,
                status,
                severity,
                queue,
                category,
                viewer.text(subject, reporterName),
                forTheDesk ? owner : null,
                forTheDesk ? tier : null,
                forTheDesk ? viewer.name(reporter) : null,
                bookingId,
                eventId,
                incidentId,
                mergedInto,
                dueAt,
                earliestDueAt,
                breached,
                customerReplied,
                createdAt,
                lastUpdated);
    }
}
