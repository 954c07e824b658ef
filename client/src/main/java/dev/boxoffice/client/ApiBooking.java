package dev.boxoffice.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Seats claimed for good.
///
/// @param status `PROCESSING`, `REQUIRES_ACTION`, `CONFIRMED`, `PAYMENT_FAILED`, `CANCELLED`, `REFUNDED` and what
///     later versions add
public record ApiBooking(
        String bookingId,
        String eventId,
        String status,
        @Nullable String clientSecret,
        @Nullable ApiMoney total,
        @Nullable List<ApiTicket> tickets) {

    public boolean isConfirmed() {
        return status.equals("CONFIRMED");
    }

    public boolean isProcessing() {
        return status.equals("PROCESSING");
    }
}
