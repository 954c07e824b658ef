package dev.boxoffice.booking.timeline;

import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a booking, in order.
///
/// @param buyer the `sub` of whoever bought it
record BookingTimeline(
        UUID bookingId, UUID eventId, String buyer, BookingStatus status, Money total, List<Entry> entries) {

    /// What an entry is about.
    enum Kind {
        BOOKING,
        PAYMENT,
        REFUND,
        TICKET,
        SCAN
    }

    /// One thing that happened. What is null does not apply.
    ///
    /// @param what in the platform's own words: a status, the direction of a scan or that it was taken back, or the
    /// type of a message of Stripe's
    /// @param reference Stripe's id, or the id of a refund or a scan
    /// @param ticketId the ticket it happened to
    /// @param by the scanner, or who took the scan back
    record Entry(
            Instant at,
            Kind kind,
            String what,
            @Nullable Money amount,
            @Nullable String reference,
            @Nullable String ticketId,
            @Nullable String gate,
            @Nullable String by,
            @Nullable String detail) {}
}
