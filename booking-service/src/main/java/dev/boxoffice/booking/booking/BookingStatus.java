package dev.boxoffice.booking.booking;

import java.util.Arrays;
import java.util.Set;

/// Where a booking stands. This table is the only one: the SQL takes its sources from it.
public enum BookingStatus {
    /// Seats are claimed, money is on its way.
    PROCESSING,
    /// The buyer has to act, for 3-D Secure say.
    REQUIRES_ACTION,
    /// Paid; the tickets are the buyer's.
    CONFIRMED,
    /// Not paid, seats given back; while the hold lives another card may be tried.
    PAYMENT_FAILED,
    /// Seats given back; the refund, if money was paid, is under way.
    CANCELLED,
    /// The money is back, as Stripe has said.
    REFUNDED;

    private Set<BookingStatus> next() {
        return switch (this) {
            case PROCESSING -> Set.of(PROCESSING, REQUIRES_ACTION, CONFIRMED, PAYMENT_FAILED);
            case REQUIRES_ACTION -> Set.of(PROCESSING, REQUIRES_ACTION, CONFIRMED, PAYMENT_FAILED);
            case PAYMENT_FAILED -> Set.of(PROCESSING);
            case CONFIRMED -> Set.of(CANCELLED);
            case CANCELLED -> Set.of(REFUNDED);
            case REFUNDED -> Set.of();
        };
    }

    public boolean mayBecome(BookingStatus other) {
        return next().contains(other);
    }

    public boolean isInFlight() {
        return this == PROCESSING || this == REQUIRES_ACTION;
    }

    /// Whether its seats are its own: reserved or booked in Postgres.
    public boolean hasSeats() {
        return isInFlight() || this == CONFIRMED;
    }

    /// Names of the statuses from which `this` may be reached.
    String[] sources() {
        return Arrays.stream(values())
                .filter(status -> status.mayBecome(this))
                .map(Enum::name)
                .toArray(String[]::new);
    }
}
