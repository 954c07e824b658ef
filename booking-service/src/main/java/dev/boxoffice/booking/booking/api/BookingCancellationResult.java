package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;

/// How a cancellation can end.
sealed interface BookingCancellationResult {

    record Cancelled(Booking booking) implements BookingCancellationResult {}

    record NotConfirmed(BookingStatus status) implements BookingCancellationResult {}

    record TooLate(String why) implements BookingCancellationResult {}
}
