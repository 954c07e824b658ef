package dev.boxoffice.support.cases;

import dev.boxoffice.support.triage.Tier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was reported, by whom, and what about.
///
/// @param reporter the token's `sub`; null where the platform itself noticed and knows no buyer
/// @param reportedSeverity what the reporter claims; kept, and asked by nothing
public record Report(
        @Nullable String reporter,
        @Nullable String email,
        @Nullable String name,
        Tier tier,
        String channel,
        String subject,
        String body,
        @Nullable UUID bookingId,
        @Nullable UUID eventId,
        @Nullable String errorCode,
        @Nullable String reportedSeverity) {

    /// Channel of what the platform reports.
    public static final String PLATFORM_CHANNEL = "PLATFORM";

    public Report aboutEvent(@Nullable UUID event) {
        return new Report(
                reporter, email, name, tier, channel, subject, body, bookingId, event, errorCode, reportedSeverity);
    }

    public Report withoutBooking() {
        return new Report(
                reporter, email, name, tier, channel, subject, body, null, eventId, errorCode, reportedSeverity);
    }
}
