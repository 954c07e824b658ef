package dev.boxoffice.booking.hold.offer;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The body of `POST /booking/reserve`: one ticket, some tickets, or how many of the best.
public record ReserveRequest(
        @Nullable String ticketId,
        @Nullable List<@Nullable String> ticketIds,
        @Nullable List<@Nullable TypedTicket> tickets,
        @Nullable String eventId,
        @Nullable Integer quantity,
        @Nullable Map<String, @Nullable Integer> priceTypes,
        @Nullable String section,
        @Nullable String priceTier,
        @Nullable Integer accessible,
        @Nullable String code) {

    private static final int MAX_CODE_LENGTH = 100;

    /// A ticket and what kind of buyer it is for.
    ///
    /// @param priceType left out: the usual one
    public record TypedTicket(
            @Nullable String ticketId, @Nullable String priceType) {}

    /// An empty list says nothing.
    public ReserveRequest {
        ticketIds = ticketIds == null || ticketIds.isEmpty() ? null : ticketIds;
        tickets = tickets == null || tickets.isEmpty() ? null : tickets;
        priceTypes = priceTypes == null || priceTypes.isEmpty() ? null : priceTypes;
        code = code == null || code.isBlank() ? null : code;
    }

    /// @throws ProblemException 422 for a body that asks nothing or two things, 404 for ids that name nothing
    public SeatRequest toSeatRequest(int maxTickets) {
        var forms = (ticketId == null ? 0 : 1)
                + (ticketIds == null ? 0 : 1)
                + (tickets == null ? 0 : 1)
                + (eventId == null ? 0 : 1);
        if (forms != 1) {
            throw FieldErrors.single(
                    "ticketId",
                    "must be given, or else ticketIds, tickets, or eventId with quantity or priceTypes: exactly one of them");
        }
        if (eventId == null) {
            refuseUnread();
        }
        if (code != null && code.length() > MAX_CODE_LENGTH) {
            throw FieldErrors.single("code", "must have at most " + MAX_CODE_LENGTH + " characters");
        }
        if (ticketId != null) {
            return listed(List.of(ticket(ticketId)), Map.of());
        }
        if (tickets != null) {
            return typed(tickets, maxTickets);
        }
        return ticketIds != null
                ? listed(tickets("ticketIds", "", ticketIds, maxTickets), Map.of())
                : bestAvailable(maxTickets);
    }

    /// What only the search for the best reads would be passed over in silence beside named tickets.
    private void refuseUnread() {
        var unread = "goes with eventId, not with named tickets";
        FieldErrors.collect()
                .rejectIf(quantity != null, "quantity", unread)
                .rejectIf(priceTypes != null, "priceTypes", unread)
                .rejectIf(section != null, "section", unread)
                .rejectIf(priceTier != null, "priceTier", unread)
                .rejectIf(accessible != null, "accessible", unread)
                .throwIfAny();
    }

    /// The same, where the path has named the event.
    public ReserveRequest ofEvent(String event) {
        var isNamed = ticketId != null || ticketIds != null || tickets != null || eventId != null;
        return isNamed
                ? this
                : new ReserveRequest(
                        null, null, null, event, quantity, priceTypes, section, priceTier, accessible, code);
    }

    private static SeatRequest typed(List<@Nullable TypedTicket> named, int maxTickets) {
        var ids = new ArrayList<@Nullable String>();
        named.forEach(ticket -> ids.add(ticket == null ? null : ticket.ticketId()));
        var tickets = tickets("tickets", ".ticketId", ids, maxTickets);
        var types = new HashMap<TicketId, String>();
        for (var ticket : named) {
            if (ticket != null && ticket.ticketId() != null && ticket.priceType() != null) {
                types.put(ticket(ticket.ticketId()), ticket.priceType());
            }
        }
        return listed(tickets, types);
    }

    private static SeatRequest listed(List<TicketId> tickets, Map<TicketId, String> types) {
        var sorted = tickets.stream()
                .sorted(Comparator.comparingInt(TicketId::ordinal))
                .toList();
        var typesInOrder = new ArrayList<@Nullable String>();
        sorted.forEach(ticket -> typesInOrder.add(types.get(ticket)));
        return new SeatRequest.Listed(
                tickets.getFirst().event(),
                sorted.stream().map(TicketId::ordinal).toList(),
                typesInOrder);
    }

    private static List<TicketId> tickets(String field, String member, List<@Nullable String> ids, int maxTickets) {
        if (ids.size() > maxTickets) {
            throw tooMany(maxTickets);
        }
        var errors = FieldErrors.collect();
        var seen = new HashSet<String>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            errors.rejectIf(id == null, field + "[" + i + "]" + member, "must be a ticket's id");
            errors.rejectIf(id != null && !seen.add(id), field + "[" + i + "]" + member, "is named twice");
        }
        errors.throwIfAny();
        var tickets = seen.stream().map(ReserveRequest::ticket).toList();
        if (tickets.stream().map(TicketId::event).distinct().count() > 1) {
            throw FieldErrors.single(field, "must all be of one event");
        }
        return tickets;
    }

    private SeatRequest bestAvailable(int maxTickets) {
        if (quantity != null && priceTypes != null) {
            throw FieldErrors.single("quantity", "must be left out beside priceTypes, which say how many");
        }
        if (priceTypes == null && (quantity == null || quantity < 1)) {
            throw FieldErrors.single("quantity", "must be at least 1");
        }
        var types = priceTypes == null ? List.<String>of() : types(priceTypes, maxTickets);
        var wanted = quantity == null ? types.size() : quantity;
        if (wanted > maxTickets) {
            throw tooMany(maxTickets);
        }
        var ofThem = accessible == null ? 0 : accessible;
        if (ofThem < 0 || ofThem > wanted) {
            throw FieldErrors.single("accessible", "must be from 0 to as many as are wanted, " + wanted);
        }
        var sections = section == null ? List.<String>of() : List.of(section);
        return new SeatRequest.BestAvailable(event(), wanted, ofThem, sections, priceTier, types);
    }

    private static List<String> types(Map<String, @Nullable Integer> wanted, int maxTickets) {
        var errors = FieldErrors.collect();
        wanted.forEach((type, count) ->
                errors.rejectIf(count == null || count < 1, "priceTypes." + type, "must be at least 1"));
        errors.throwIfAny();
        var types = new ArrayList<String>();
        for (var type : wanted.entrySet()) {
            var count = type.getValue() == null ? 0 : type.getValue();
            if (count > maxTickets - types.size()) {
                throw tooMany(maxTickets);
            }
            types.addAll(Collections.nCopies(count, type.getKey()));
        }
        return List.copyOf(types);
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
