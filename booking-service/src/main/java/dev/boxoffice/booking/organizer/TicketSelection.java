package dev.boxoffice.booking.organizer;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tickets of one event, as a request has named them: each once, in the order they were named.
public record TicketSelection(List<Integer> ordinals) {

    /// @param field where the request names them
    /// @param most that may be named
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 for none, too many or the same twice, 404 for
    ///     what the event does not have
    public static TicketSelection of(String field, @Nullable List<@Nullable String> ids, EventSale sale, int most) {
        if (ids == null || ids.isEmpty()) {
            throw FieldErrors.single(field, "must name a ticket");
        }
        if (ids.size() > most) {
            throw FieldErrors.single(field, "must name at most " + most + " tickets");
        }
        var errors = FieldErrors.collect();
        var seen = new HashSet<String>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            errors.rejectIf(id == null, field + "[" + i + "]", "must be a ticket's id");
            errors.rejectIf(id != null && !seen.add(id), field + "[" + i + "]", "is named twice");
        }
        errors.throwIfAny();
        var ordinals = new ArrayList<Integer>();
        for (var id : ids) {
            ordinals.add(TicketId.parse(id)
                    .filter(ticket -> ticket.event().equals(sale.id()))
                    .filter(ticket -> sale.layout().has(ticket.ordinal()))
                    .map(TicketId::ordinal)
                    .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "This event has no such ticket.")
                            .with("tickets", List.of(cut(id)))
                            .toException()));
        }
        return new TicketSelection(List.copyOf(ordinals));
    }

    private static String cut(@Nullable String id) {
        return id == null ? "" : id.substring(0, Math.min(id.length(), 64));
    }

    /// As the API names them.
    public static List<String> idsOf(UUID event, List<Integer> ordinals) {
        return ordinals.stream()
                .map(ordinal -> new TicketId(event, ordinal).toString())
                .toList();
    }
}
