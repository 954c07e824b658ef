package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldIdCodec;
import dev.boxoffice.booking.hold.active.ActiveHoldService;
import dev.boxoffice.booking.seats.TicketStateRepository;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /// The caller's own, or else whoever's it is. What a buyer names is what they pay for: all of one hold's tickets,
    /// and no other. Of somebody else's hold nobody is told how many those are.
    Optional<Hold> findByTickets(NamedTickets named, String subject) {
        var hold = holds.findBySeats(named.tickets(), subject);
        hold.filter(found -> found.belongsTo(subject))
                .ifPresent(found -> requireAll(named, found.ordinals(), "hold and no other, or give holdId"));
        return hold;
    }

    /// In any order: a ticket that was moved to another seat keeps its place in its booking.
    private static void requireAll(NamedTickets named, List<Integer> ordinals, String whose) {
        if (!named.ordinals().equals(Set.copyOf(ordinals))) {
            throw FieldErrors.single(named.field(), "must name all " + ordinals.size() + " tickets of one " + whose);
        }
    }

    /// The caller's own booking of these tickets: they were confirmed before, and the hold is gone.
    Optional<Booking> findBooking(NamedTickets named, String subject) {
        var ticket = named.tickets().getFirst();
        var booking = tickets.bookingOf(ticket.event(), ticket.ordinal())
                .flatMap(id -> bookings.find(ticket.event(), id))
                .filter(found -> found.buyer().equals(subject));
        booking.ifPresent(found -> requireAll(named, found.ordinals(), "booking and no other"));
        return booking;
    }
}
