package dev.boxoffice.support.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a case has come, and its deadline.
///
/// @param dueAt of the running (or last) resolution clock
/// @param lastActionAt when an agent last did something
/// @param version grows with everything a reader of its status could see
public record Progress(
        Instant dueAt,
        Instant riskAt,
        Instant lastActionAt,
        @Nullable Instant escalatedAt,
        int misroutes,
        int reopenings,
        @Nullable String resolution,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable Instant closedAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
