package dev.boxoffice.support.clock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Told within the transaction that recorded a breach.
public record ClockBreached(
        UUID clockId, @Nullable UUID caseId, @Nullable UUID incidentId, ClockKind kind, Instant detectedAt) {}
