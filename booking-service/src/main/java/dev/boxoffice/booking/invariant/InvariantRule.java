package dev.boxoffice.booking.invariant;

import java.util.Locale;

/// The promises of `contracts/postgres/invariants.sql` that concern bookings whose money has just moved.
enum InvariantRule {
    CONFIRMED_WITHOUT_TICKET,
    IN_FLIGHT_WITHOUT_SEAT,
    IN_FLIGHT_PAST_DEADLINE,
    TICKET_OF_NO_BOOKING,
    REFUNDS_EXCEED_PAYMENT,
    LEDGER_AND_REFUNDS_DIFFER;

    /// As metrics name it.
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
