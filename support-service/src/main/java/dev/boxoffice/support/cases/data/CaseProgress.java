package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.clock.SlaDeadline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a case has come, and its deadline.
///
/// @param dueAt of the running (or last) resolution clock
/// @param lastActionAt when an agent last did something
/// @param version grows with everything a reader of its status could see
public record CaseProgress(
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
        Instant updatedAt) {

    /// Of a case that begins now.
    public static CaseProgress started(SlaDeadline deadline, Instant now) {
        return new CaseProgress(
                deadline.dueAt(), deadline.riskAt(), now, null, 0, 0, null, null, null, null, 0, now, now);
    }
}
