package dev.boxoffice.support.lookup;

import dev.boxoffice.support.triage.severity.CaseFacts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking with its payment and event, as the tables of the other services have it.
public record BookingRecord(
        UUID bookingId,
        UUID eventId,
        String buyer,
        @Nullable String eventOwner,
        CaseFacts facts) {

    /// Of somebody else's booking nothing is to be learned by reporting about it.
    public boolean mayBeReportedBy(@Nullable String reporter) {
        return buyer.equals(reporter) || (eventOwner != null && eventOwner.equals(reporter));
    }
}
