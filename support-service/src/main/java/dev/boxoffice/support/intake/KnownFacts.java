package dev.boxoffice.support.intake;

import dev.boxoffice.support.triage.CaseFacts;

/// Facts gathered for a case.
///
/// @param complete false while booking-service has still to be asked
/// @param revenuePerHour minor units at stake
public record KnownFacts(CaseFacts facts, boolean complete, long revenuePerHour) {

    public static final KnownFacts NONE = new KnownFacts(CaseFacts.NONE, true, 0);
}
