package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.access.BoxOfficeBuyer;
import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.security.Caller;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Finds the bookings whose tickets somebody may have in their hands.
@Service
public class BookingReaderService {

    private final BookingRepository bookings;
    private final OrganizerAccessService access;

    BookingReaderService(BookingRepository bookings, OrganizerAccessService access) {
        this.bookings = bookings;
        this.access = access;
    }

    /// Their own; or one that was sold at the box office, for those who sell there. Another does not exist, as
    /// far as they can tell.
    public Optional<Booking> findWithTickets(String id, Caller caller) {
        return TimeOrderedId.parse(id)
                .flatMap(bookings::find)
                .filter(booking -> isOwn(booking, caller) || isOfBoxOffice(booking, caller));
    }

    /// Their own; or one that was given away at the box office, for those who sell there. Who paid in cash gets cash
    /// back, by a refund.
    public Optional<Booking> findToCancel(String id, Caller caller) {
        return findWithTickets(id, caller).filter(booking -> isOwn(booking, caller) || booking.isFree());
    }

    private static boolean isOwn(Booking booking, Caller caller) {
        return booking.buyer().equals(caller.subject());
    }

    private boolean isOfBoxOffice(Booking booking, Caller caller) {
        return BoxOfficeBuyer.is(booking.buyer()) && access.maySell(booking.event(), caller);
    }
}
