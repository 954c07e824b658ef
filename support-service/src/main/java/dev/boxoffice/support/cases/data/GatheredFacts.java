package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.severity.CaseFacts;
import java.time.Duration;
import java.time.Instant;

/// Facts gathered for a case.
///
/// @param complete false while booking-service has still to be asked
/// @param revenuePerHour minor units at stake
public record GatheredFacts(CaseFacts facts, boolean complete, long revenuePerHour) {

    public static final GatheredFacts NONE = new GatheredFacts(CaseFacts.NONE, true, 0);

    private static final int HOURS_WITHOUT_DATE = 24;

    /// At stake is the booking's own amount.
    public static GatheredFacts of(CaseFacts facts, Instant now) {
        return of(facts, facts.amount() == null ? 0 : facts.amount(), now);
    }

    /// What is lost with each hour that passes before the doors.
    ///
    /// @param value at stake, in minor units
    public static GatheredFacts of(CaseFacts facts, long value, Instant now) {
        var start = facts.eventStartsAt();
        var hours = start == null
                ? HOURS_WITHOUT_DATE
                : Math.max(1, Duration.between(now, start).toHours());
        return new GatheredFacts(facts, true, value / hours);
    }

    public GatheredFacts incomplete() {
        return new GatheredFacts(facts, false, revenuePerHour);
    }
}
