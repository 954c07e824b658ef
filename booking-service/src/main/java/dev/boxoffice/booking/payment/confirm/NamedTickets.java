package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.catalogue.TicketId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The tickets of one event by which a confirm names a hold.
///
/// @param field that names them
record NamedTickets(String field, List<TicketId> tickets) {

    Set<Integer> ordinals() {
        return tickets.stream().map(TicketId::ordinal).collect(Collectors.toSet());
    }
}
