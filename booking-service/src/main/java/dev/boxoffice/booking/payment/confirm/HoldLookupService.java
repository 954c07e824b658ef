package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldIdCodec;
import dev.boxoffice.booking.hold.active.ActiveHoldService;
import dev.boxoffice.booking.seats.TicketStateRepository;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Finds what a confirm means: the hold it names by its id, or by its tickets.
@Service
class HoldLookupService {

    private final HoldIdCodec ids;
    private final ActiveHoldService holds;
    private final TicketStateRepository tickets;
    private final BookingRepository bookings;

    HoldLookupService(
            HoldIdCodec ids, ActiveHoldService holds, TicketStateRepository tickets, BookingRepository bookings) {
        this.ids = ids;
        this.holds = holds;
        this.tickets = tickets;
        this.bookings = bookings;
    }

    Optional<Hold> findById(String holdId) {
        return ids.decode(holdId);
    }

    Optional<Hold> findByTickets(List<TicketId> named) {
        var hold = holds.findBySeat(named.getFirst());
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
    Optional<Booking> findBooking(List<TicketId> named, String subject) {
        var ticket = named.getFirst();
        return tickets.bookingOf(ticket.event(), ticket.ordinal())
                .flatMap(id -> bookings.find(ticket.event(), id))
                .filter(booking -> booking.buyer().equals(subject));
    }
}
