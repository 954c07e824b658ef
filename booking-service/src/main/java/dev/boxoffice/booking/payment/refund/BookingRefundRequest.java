package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /bookings/{bookingId}/refunds`: the money of some tickets, or an amount.
///
/// @param elsewhere whether it has been paid past Stripe, in cash or by bank transfer: then it is only recorded
/// @param voidTickets whether the tickets are taken back; for tickets named by default, for an amount not
record BookingRefundRequest(
        @Nullable List<String> ticketIds,
        @Nullable Money amount,
        @Nullable Boolean voidTickets,
        @Nullable Boolean elsewhere,
        @Nullable String reason) {

    private static final int MAX_TICKETS = 200;
    private static final int MAX_REASON = 500;

    /// An empty list says nothing.
    BookingRefundRequest {
        ticketIds = ticketIds == null || ticketIds.isEmpty() ? null : ticketIds;
    }

    void validate(Booking booking) {
        FieldErrors.collect()
                .rejectIf(
                        (ticketIds == null) == (amount == null),
                        "amount",
                        "must be given, or else ticketIds: exactly one of them")
                .rejectIf(amount != null && amount.amount() < 1, "amount", "must be more than nothing")
                .rejectIf(
                        amount != null
                                && !amount.currency().equals(booking.total().currency()),
                        "amount",
                        "must be in " + booking.total().currency())
                .rejectIf(
                        amount != null && amount.amount() % StripeCurrency.step(amount.currency()) != 0,
                        "amount",
                        "must be what a card can be paid in this currency")
                .rejectIf(
                        ticketIds != null && ticketIds.size() > MAX_TICKETS,
                        "ticketIds",
                        "must name 1 to " + MAX_TICKETS + " tickets")
                .rejectIf(
                        reason != null && reason.length() > MAX_REASON,
                        "reason",
                        "must have at most " + MAX_REASON + " characters")
                .throwIfAny();
    }

    boolean takesTicketsBack() {
        return voidTickets == null ? ticketIds != null : voidTickets;
    }

    boolean isElsewhere() {
        return Boolean.TRUE.equals(elsewhere);
    }

    List<Integer> ordinals(Booking booking) {
        return ticketIds == null
                ? List.of()
                : TicketId.ordinals(booking.event(), ticketIds)
                        .filter(booking.ordinals()::containsAll)
                        .orElseThrow(() -> FieldErrors.single("ticketIds", "must be tickets of this booking"));
    }
}
