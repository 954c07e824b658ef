package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.severity.ContractTier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was reported, by whom, and what about.
///
/// @param reporter the token's `sub`; null where the platform itself noticed and knows no buyer
/// @param language in which, and in whose hours, the reporter is written to
/// @param reportedSeverity what the reporter claims; kept, and asked by nothing
public record CaseReport(
        @Nullable String reporter,
        @Nullable String email,
        @Nullable String name,
        ContractTier tier,
        String channel,
        String subject,
        String body,
        @Nullable UUID bookingId,
        @Nullable UUID eventId,
        @Nullable String errorCode,
        @Nullable String reportedSeverity,
        Language language) {

    /// What is null is not known.
    ///
    /// @param locale a language tag (BCP 47)
    /// @param zone a time zone, or an offset
    public record Language(
            @Nullable String locale, @Nullable String zone) {
        public static final Language UNKNOWN = new Language(null, null);
    }

    /// Begins the name of a reporter who is known by a mail address alone, which anybody can claim.
    public static final String GUEST = "mailto:";

    private static final String PLATFORM_CHANNEL = "PLATFORM";

    /// What the platform notices by itself, about nothing in particular.
    public static CaseReport byPlatform(String subject, String body) {
        return byPlatform(subject, body, null, ContractTier.STANDARD, null);
    }

    /// What the platform notices on behalf of a buyer, where it knows one.
    public static CaseReport byPlatform(
            String subject, String body, @Nullable String buyer, ContractTier tier, @Nullable String errorCode) {
        return new CaseReport(
                buyer,
                null,
                null,
                tier,
                PLATFORM_CHANNEL,
                subject,
                body,
                null,
                null,
                errorCode,
                null,
                Language.UNKNOWN);
    }

    public boolean isByGuest() {
        return reporter != null && reporter.startsWith(GUEST);
    }

    public CaseReport about(@Nullable UUID booking, @Nullable UUID event) {
        return new CaseReport(
                reporter,
                email,
                name,
                tier,
                channel,
                subject,
                body,
                booking,
                event,
                errorCode,
                reportedSeverity,
                language);
    }

    public CaseReport aboutEvent(@Nullable UUID event) {
        return about(bookingId, event);
    }

    public CaseReport withoutBooking() {
        return about(null, eventId);
    }
}
