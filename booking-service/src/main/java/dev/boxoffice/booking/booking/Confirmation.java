package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The news that a booking's payment has succeeded.
///
/// @param intent the PaymentIntent; null where nothing had to be paid
/// @param paid what was captured
/// @param trace to be told with the booking's message
record Confirmation(
        UUID event,
        UUID booking,
        @Nullable String intent,
        Money paid,
        Instant now,
        @Nullable String trace) {

    static final String MESSAGE = "BookingConfirmed";
}
