package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingQueries;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldIds;
import dev.boxoffice.booking.hold.Holds;
import dev.boxoffice.booking.seats.TicketQueries;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds what a confirm means: the hold it names by its id, or by its tickets.
@Component
class HoldLookup {

    private final HoldIds ids;
    private final Holds holds;
    private final TicketQueries tickets;
    private final BookingQueries bookings;

    HoldLookup(HoldIds ids, Holds holds, TicketQueries tickets, BookingQueries bookings) {
        this.ids = ids;
        this.holds = holds;
        this.tickets = tickets;
        this.bookings = bookings;
    }

    Optional<Hold> byId(String holdId) {
        return ids.read(holdId);
    }

    Optional<Hold> byTickets(List<TicketId> named) {
        var hold = holds.holdOn(named.getFirst());
        hold.ifPresent(found -> {
            var ordinals = named.stream().map(TicketId::ordinal).sorted().toList();
            if (found.ordinals().containsAll(ordinals) && !found.ordinals().equals(ordinals)) {
                throw FieldErrors.single(
                        "ticketIds",
                        "must name all " + found.ordinals().size() + " tickets of the hold, or give holdId");
            }
        });
        return hold;
    }

    /// The caller's own booking of these tickets: they were confirmed before, and the hold is gone.
    Optional<Booking> bookedBefore(List<TicketId> named, String subject) {
        var ticket = named.getFirst();
        return tickets.bookingOf(ticket.event(), ticket.ordinal())
                .flatMap(id -> bookings.find(ticket.event(), id))
                .filter(booking -> booking.buyer().equals(subject));
    }
}
