package dev.boxoffice.support.cases.view;

import dev.boxoffice.support.cases.data.CaseStatus;
import java.time.Instant;
import java.util.UUID;

/// A case in a list.
record CaseListItem(
        UUID id,
        CaseStatus status,
        int severity,
        String queue,
        String category,
        String subject,
        Instant dueAt,
        Instant createdAt,
        Instant lastUpdated) {}
