package dev.boxoffice.booking.resale;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST` and `DELETE /bookings/{bookingId}/resale`.
///
/// @param ticketIds absent for all that can be meant
record ResaleRequest(@Nullable List<@Nullable String> ticketIds) {

    static final ResaleRequest ALL = new ResaleRequest(null);
}
