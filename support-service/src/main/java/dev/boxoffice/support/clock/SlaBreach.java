package dev.boxoffice.support.clock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A deadline that passed while its clock ran.
record SlaBreach(
        UUID clockId, @Nullable UUID caseId, @Nullable UUID incidentId, SlaClockKind kind, Instant dueAt) {}
