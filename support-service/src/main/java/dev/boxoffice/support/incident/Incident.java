package dev.boxoffice.support.incident;

import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One cause behind many cases.
///
/// @param scopeId the booking or event it is limited to
/// @param thawedAt when it had been silent for so long that its members' clocks run again
/// @param needsRefunds whether it may be resolved only once every refund is confirmed
public record Incident(
        UUID id,
        String fingerprint,
        Scope scope,
        @Nullable UUID scopeId,
        String category,
        @Nullable String errorCode,
        String title,
        Severity severity,
        Status status,
        Origin origin,
        String openedBy,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        Instant lastUpdateAt,
        @Nullable Instant thawedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolution,
        boolean needsRefunds,
        long version) {

    public enum Scope {
        BOOKING,
        EVENT,
        PLATFORM
    }

    public enum Status {
        SUSPECTED,
        ACKNOWLEDGED,
        RESOLVED,
        DISMISSED;

        public boolean isOpen() {
            return this == SUSPECTED || this == ACKNOWLEDGED;
        }
    }

    public enum Origin {
        /// Ten cases looked alike.
        DETECTED,
        /// Somebody at the desk said so.
        DECLARED,
        /// The platform announced it.
        PLATFORM
    }

    public boolean isAcknowledged() {
        return status == Status.ACKNOWLEDGED;
    }

    boolean keepsClocksFrozen() {
        return isAcknowledged() && thawedAt == null;
    }
}
