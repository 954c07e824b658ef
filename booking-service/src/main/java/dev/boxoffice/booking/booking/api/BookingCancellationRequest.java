package dev.boxoffice.booking.booking.api;

/// The body of `POST /bookings/{bookingId}/cancellation`: nothing yet. M10: a body that asks for part of a booking,
/// say, is
/// refused, since the whole of it would be cancelled.
record BookingCancellationRequest() {}
