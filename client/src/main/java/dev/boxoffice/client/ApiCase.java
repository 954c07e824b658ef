package dev.boxoffice.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody's trouble at the support desk.
public record ApiCase(
        String id,
        String status,
        int severity,
        @Nullable String queue,
        @Nullable Instant dueAt,
        @Nullable Instant lastUpdated,
        int refreshAfterSeconds) {}
