package dev.boxoffice.support.monitoring.reconciliation;

import java.time.Instant;
import java.util.UUID;

/// A deadline that is not what the history says.
record SlaDrift(UUID clockId, UUID caseId, Instant stored, Instant recomputed) {}
