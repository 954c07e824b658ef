package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.pricing.CodeRefusal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a confirm can end.
sealed interface ConfirmResult {

    /// The seats are claimed and the payment is on its way, or the hold had been confirmed before.
    record Booked(Booking booking) implements ConfirmResult {}

    record NoSuchHold() implements ConfirmResult {}

    record SomebodyElses() implements ConfirmResult {}

    record HoldOver() implements ConfirmResult {}

    record SeatsTaken(UUID event, List<Integer> ordinals) implements ConfirmResult {}

    /// D5: enough cards were declined; the seats are given back.
    ///
    /// @param retryAfter null where only this hold is over
    record TooManyAttempts(@Nullable Duration retryAfter) implements ConfirmResult {}

    /// D5: as many cards are being tried as may be declined; the seats are held still.
    record TooManyTries() implements ConfirmResult {}

    record NotOnSale() implements ConfirmResult {}

    record CodeRefused(CodeRefusal reason) implements ConfirmResult {}

    record TooManyForCustomer(int most) implements ConfirmResult {}

    /// Another card than this one is being tried for the same seats; this one was not.
    record AnotherCardInPayment(UUID booking) implements ConfirmResult {}

    /// Too many payments are open; nothing was claimed.
    record Busy() implements ConfirmResult {}
}
