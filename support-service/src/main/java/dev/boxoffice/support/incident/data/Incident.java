package dev.boxoffice.support.incident.data;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.triage.severity.Severity;
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

    /// An incident that begins now; what the platform announces is acknowledged from the start.
    public static Incident opened(IncidentSubject subject, Origin origin, String by, Instant now) {
        var announced = origin == Origin.PLATFORM;
        return new Incident(
                TimeOrderedId.next(),
                subject.fingerprint(),
                subject.scope(),
                subject.scopeId(),
                subject.category(),
                subject.errorCode(),
                subject.title(),
                subject.severity(),
                announced ? Status.ACKNOWLEDGED : Status.SUSPECTED,
                origin,
                by,
                now,
                announced ? now : null,
                announced ? by : null,
                now,
                null,
                null,
                null,
                announced,
                0);
    }

    public boolean isAcknowledged() {
        return status == Status.ACKNOWLEDGED;
    }

    public boolean keepsClocksFrozen() {
        return isAcknowledged() && thawedAt == null;
    }
}
