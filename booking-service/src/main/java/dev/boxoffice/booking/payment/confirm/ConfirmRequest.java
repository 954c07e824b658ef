package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.ContactRequest;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The body of `PUT /booking/confirm`: a hold, by its id or by all of its tickets, how it is paid, and whom to
/// write to.
record ConfirmRequest(
        @Nullable String holdId,
        @Nullable String ticketId,
        @Nullable List<@Nullable String> ticketIds,
        @Nullable String paymentMethodId,
        @Nullable ContactRequest contact) {

    private static final Pattern PAYMENT_METHOD = Pattern.compile("pm_[A-Za-z0-9_]{1,120}");
    private static final int MAX_TICKETS = 200;

    /// An empty list says nothing.
    ConfirmRequest {
        ticketIds = ticketIds == null || ticketIds.isEmpty() ? null : ticketIds;
    }

    void validate() {
        var forms = (holdId == null ? 0 : 1) + (ticketId == null ? 0 : 1) + (ticketIds == null ? 0 : 1);
        var errors = FieldErrors.collect()
                .rejectIf(forms != 1, "holdId", "must be given, or else ticketId or ticketIds: exactly one of them")
                .rejectIf(
                        paymentMethodId != null
                                && !PAYMENT_METHOD.matcher(paymentMethodId).matches(),
                        "paymentMethodId",
                        "must be a Stripe payment method, pm_…")
                .rejectIf(
                        ticketIds != null && ticketIds.size() > MAX_TICKETS,
                        "ticketIds",
                        "must name 1 to " + MAX_TICKETS + " tickets")
                .rejectIf(ticketIds != null && ticketIds.contains(null), "ticketIds", "must be tickets' ids")
                .rejectIf(
                        ticketIds != null && new HashSet<>(ticketIds).size() < ticketIds.size(),
                        "ticketIds",
                        "must name each ticket once");
        if (contact != null) {
            contact.addErrors(errors);
        }
        errors.throwIfAny();
    }

    /// Null where the token says how to reach the buyer.
    @Nullable
    BuyerContact buyerContact() {
        return contact == null ? null : contact.toContact();
    }

    /// Where the hold is not named by its id.
    NamedTickets tickets() {
        if (ticketId != null) {
            return new NamedTickets("ticketId", List.of(ticket(ticketId)));
        }
        var ids = Objects.requireNonNull(ticketIds, "validated");
        var tickets = ids.stream().map(id -> ticket(id == null ? "" : id)).toList();
        if (tickets.stream().map(TicketId::event).distinct().count() > 1) {
            throw FieldErrors.single("ticketIds", "must all be of one event");
        }
        return new NamedTickets("ticketIds", tickets);
    }

    private static TicketId ticket(String id) {
        return TicketId.parse(id)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such ticket.")
                        .toException());
    }
}
