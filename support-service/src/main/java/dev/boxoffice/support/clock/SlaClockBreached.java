package dev.boxoffice.support.clock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Told within the transaction that recorded a breach.
public record SlaClockBreached(
        UUID clockId, @Nullable UUID caseId, @Nullable UUID incidentId, SlaClockKind kind, Instant detectedAt) {}
