package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /bookings/{bookingId}/cancellation`: which tickets, absent for all, and what the buyer expects
/// back.
record BookingCancellationRequest(
        @Nullable List<String> ticketIds, @Nullable Money expectedRefund) {

    static final BookingCancellationRequest ALL = new BookingCancellationRequest(null, null);
}
