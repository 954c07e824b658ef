package dev.boxoffice.support.monitoring.reconciliation;

import java.time.Instant;
import java.util.UUID;

/// The deadline of a running clock as it is stored.
record StoredDeadline(UUID clockId, UUID caseId, Instant dueAt) {}
