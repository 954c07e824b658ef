package dev.boxoffice.platform.outbox;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that is true and waits to be told.
///
/// @param payload its data, as JSON
/// @param trace the `traceparent` it was written under
public record OutboxMessage(
        UUID id,
        String type,
        String payload,
        OffsetDateTime occurredAt,
        @Nullable String trace) {}
