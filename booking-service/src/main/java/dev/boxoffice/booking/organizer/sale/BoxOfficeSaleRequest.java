package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.ContactRequest;
import dev.boxoffice.booking.hold.offer.ReserveRequest;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body of `POST /events/{eventId}/box-office-sales`: the tickets, or how many of the best; how they are
/// paid; whom they go to.
///
/// @param accessible of the best, how many must be accessible seats
record BoxOfficeSaleRequest(
        @Nullable List<ReserveRequest.@Nullable TypedTicket> tickets,
        @Nullable List<@Nullable String> ticketIds,
        @Nullable Integer quantity,
        @Nullable Map<String, @Nullable Integer> priceTypes,
        @Nullable String section,
        @Nullable String priceTier,
        @Nullable Integer accessible,
        @Nullable BoxOfficePayment payment,
        @Nullable ContactRequest contact) {

    void validate() {
        var errors = FieldErrors.collect().rejectIf(payment == null, "payment", "must be CASH or COMP");
        if (contact != null) {
            contact.addErrors(errors);
        }
        errors.throwIfAny();
    }

    BoxOfficePayment neededPayment() {
        return Objects.requireNonNull(payment, "validated");
    }

    /// Null where nobody is to be written to.
    @Nullable
    BuyerContact buyerContact() {
        return contact == null ? null : contact.toContact();
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException as for a reserve
    SeatRequest toSeatRequest(String event, int maxTickets) {
        return new ReserveRequest(
                        null, ticketIds, tickets, null, quantity, priceTypes, section, priceTier, accessible, null)
                .ofEvent(event)
                .toSeatRequest(maxTickets);
    }
}
