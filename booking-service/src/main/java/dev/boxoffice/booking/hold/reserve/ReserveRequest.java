package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The body of `POST /booking/reserve`: one ticket, some tickets, or how many of the best.
record ReserveRequest(
        @Nullable String ticketId,
        @Nullable List<@Nullable String> ticketIds,
        @Nullable String eventId,
        @Nullable Integer quantity,
        @Nullable String section,
        @Nullable String priceTier) {

    /// An empty list says nothing.
    ReserveRequest {
        ticketIds = ticketIds == null || ticketIds.isEmpty() ? null : ticketIds;
    }

    /// @throws ProblemException 422 for a body that asks nothing or two things, 404 for ids that name nothing
    SeatRequest toSeatRequest(int maxTickets) {
        var forms = (ticketId == null ? 0 : 1) + (ticketIds == null ? 0 : 1) + (eventId == null ? 0 : 1);
        if (forms != 1) {
            throw FieldErrors.single("ticketId", "give one of ticketId, ticketIds, or eventId with quantity");
        }
        if (eventId == null) {
            refuseUnread();
        }
        if (ticketId != null) {
            return listed(List.of(ticket(ticketId)));
        }
        return ticketIds != null ? listed(tickets(ticketIds, maxTickets)) : bestAvailable(maxTickets);
    }

    /// What only the search for the best reads would be passed over in silence beside named tickets.
    private void refuseUnread() {
        var unread = "goes with eventId, not with named tickets";
        FieldErrors.collect()
                .rejectIf(quantity != null, "quantity", unread)
                .rejectIf(section != null, "section", unread)
                .rejectIf(priceTier != null, "priceTier", unread)
                .throwIfAny();
    }

    private static SeatRequest listed(List<TicketId> tickets) {
        return new SeatRequest.Listed(
                tickets.getFirst().event(),
                tickets.stream().map(TicketId::ordinal).sorted().toList());
    }

    private static List<TicketId> tickets(List<@Nullable String> ids, int maxTickets) {
        if (ids.size() > maxTickets) {
            throw tooMany(maxTickets);
        }
        var errors = FieldErrors.collect();
        var seen = new HashSet<String>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            errors.rejectIf(id == null, "ticketIds[" + i + "]", "must be a ticket's id");
            errors.rejectIf(id != null && !seen.add(id), "ticketIds[" + i + "]", "is named twice");
        }
        errors.throwIfAny();
        var tickets = seen.stream().map(ReserveRequest::ticket).toList();
        if (tickets.stream().map(TicketId::event).distinct().count() > 1) {
            throw FieldErrors.single("ticketIds", "must all be of one event");
        }
        return tickets;
    }

    private SeatRequest bestAvailable(int maxTickets) {
        if (quantity == null || quantity < 1) {
            throw FieldErrors.single("quantity", "must be at least 1");
        }
        if (quantity > maxTickets) {
            throw tooMany(maxTickets);
        }
        return new SeatRequest.BestAvailable(event(), quantity, section, priceTier);
    }

    private UUID event() {
        return TimeOrderedId.parse(eventId == null ? "" : eventId)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toException());
    }

    private static TicketId ticket(String id) {
        return TicketId.parse(id)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such ticket.")
                        .with("tickets", List.of(id.substring(0, Math.min(id.length(), 64))))
                        .toException());
    }

    private static ProblemException tooMany(int maxTickets) {
        return Problem.of(HoldProblems.BOOKING_LIMIT, "At most " + maxTickets + " tickets at once.")
                .with("maxTicketsPerBooking", maxTickets)
                .toException();
    }
}
