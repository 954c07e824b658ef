package dev.boxoffice.support.cases.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.boxoffice.support.cases.data.CaseStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A case in a list.
/// @param reporterName to mask the subject by; shown to nobody
record CaseListItem(
        UUID id,
        CaseStatus status,
        int severity,
        String queue,
        String category,
        String subject,
        @JsonIgnore @Nullable String reporterName,
        Instant dueAt,
        Instant createdAt,
        Instant lastUpdated) {
    CaseListItem shownTo(CaseViewer viewer) {
        return new CaseListItem(
                id,
                status,
                severity,
                queue,
                category,
                viewer.text(subject, reporterName),
                null,
                dueAt,
                createdAt,
                lastUpdated);
    }
}
