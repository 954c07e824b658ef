package dev.boxoffice.booking.booking.ledger;

import java.util.UUID;

/// Money taken at the box office, which Stripe never saw: a booking's payment all the same, with an id of its own
/// kind.
public final class CashPayment {

    private static final String PREFIX = "cash_";

    private CashPayment() {}

    /// Stands where a PaymentIntent's id would.
    public static String idOf(UUID booking) {
        return PREFIX + booking;
    }

    public static boolean is(String paymentId) {
        return paymentId.startsWith(PREFIX);
    }
}
