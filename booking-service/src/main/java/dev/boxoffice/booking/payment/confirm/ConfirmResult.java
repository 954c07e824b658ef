package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import java.util.List;
import java.util.UUID;

/// How a confirm can end.
sealed interface ConfirmResult {

    /// The seats are claimed and the payment is on its way, or the hold had been confirmed before.
    record Booked(Booking booking) implements ConfirmResult {}

    record NoSuchHold() implements ConfirmResult {}

    record SomebodyElses() implements ConfirmResult {}

    record HoldOver() implements ConfirmResult {}

    record SeatsTaken(UUID event, List<Integer> ordinals) implements ConfirmResult {}

    record NotOnSale() implements ConfirmResult {}

    record TooManyForCustomer(int most) implements ConfirmResult {}

    /// Too many payments are open; nothing was claimed.
    record Busy() implements ConfirmResult {}
}
