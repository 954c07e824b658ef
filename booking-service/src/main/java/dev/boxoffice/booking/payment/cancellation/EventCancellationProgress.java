package dev.boxoffice.booking.payment.cancellation;

import java.util.List;
import java.util.UUID;

/// How far the refunds of a cancelled event have come.
///
/// @param total bookings that had paid, or were paying, when it was cancelled
/// @param refunded those whose money is back
/// @param pending those still to come
/// @param parked those that need a person
/// @param includeUsed whether used tickets are paid back, too, as was asked for when it was cancelled
/// @param usedTickets tickets that are left out because somebody has gone in with them
record EventCancellationProgress(
        Status status,
        long total,
        long refunded,
        long pending,
        List<Parked> parked,
        boolean includeUsed,
        long usedTickets) {

    enum Status {
        RUNNING,
        DONE,
        NEEDS_ATTENTION
    }

    record Parked(UUID bookingId, String reason) {}
}
