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
    /// Paid; some tickets or some of the money went back.
    PARTIALLY_REFUNDED,
    /// Not paid, seats given back; while the hold lives another card may be tried.
    PAYMENT_FAILED,
    /// Seats given back; what is owed of the money is under way.
    CANCELLED,
    /// The money is back, as Stripe has said.
    REFUNDED;

    /// M3: money that came back from the buyer's bank makes of a refunded booking a cancelled one again.
    private Set<BookingStatus> next() {
        return switch (this) {
            case PROCESSING, REQUIRES_ACTION ->
                Set.of(PROCESSING, REQUIRES_ACTION, CONFIRMED, PAYMENT_FAILED, CANCELLED);
            case PAYMENT_FAILED -> Set.of(PROCESSING);
            case CONFIRMED -> Set.of(PARTIALLY_REFUNDED, CANCELLED, REFUNDED);
            case PARTIALLY_REFUNDED -> Set.of(CANCELLED, REFUNDED);
            case CANCELLED -> Set.of(REFUNDED);
            case REFUNDED -> Set.of(CANCELLED);
        };
    }

    public boolean mayBecome(BookingStatus other) {
        return next().contains(other);
    }

    public boolean isInFlight() {
        return this == PROCESSING || this == REQUIRES_ACTION;
    }

    /// Paid for, with tickets.
    public boolean isPaid() {
        return this == CONFIRMED || this == PARTIALLY_REFUNDED;
    }

    /// Whether its seats are its own: reserved or booked in Postgres.
    public boolean hasSeats() {
        return isInFlight() || isPaid();
    }

    static String[] inFlight() {
        return new String[] {PROCESSING.name(), REQUIRES_ACTION.name()};
    }

    /// Names of the statuses from which `this` may be reached.
    String[] sources() {
        return Arrays.stream(values())
                .filter(status -> status.mayBecome(this))
                .map(Enum::name)
                .toArray(String[]::new);
    }
}
