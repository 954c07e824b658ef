package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.organizer.TicketSelection;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import java.time.Clock;
import java.util.Collections;
import org.springframework.stereotype.Service;

/// Reads what a move is about, for those who may move it.
@Service
class MovableBookingService {

    record Found(Booking booking, EventSale sale) {}

    private final OrganizerAccessService access;
    private final BookingRepository bookings;
    private final SaleCatalogueService catalogue;
    private final Clock clock;

    MovableBookingService(
            OrganizerAccessService access, BookingRepository bookings, SaleCatalogueService catalogue, Clock clock) {
        this.access = access;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 404 where there is none that this caller may know of,
    /// 403 where they may not move it
    Found find(String bookingId, Caller caller) {
        var booking = TimeOrderedId.parse(bookingId).flatMap(bookings::find).orElseThrow(BookingProblems::notFound);
        if (!access.maySell(booking.event(), caller)) {
            throw booking.buyer().equals(caller.subject()) || access.mayRead(booking.event(), caller)
                    ? Problem.of(ProblemTypes.FORBIDDEN, "Buyers are moved by those who sell for the event.")
                            .toException()
                    : BookingProblems.notFound();
        }
        return new Found(booking, catalogue.find(booking.event()).orElseThrow());
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 for what cannot be moved so
    SeatMove moveOf(Found found, SeatMoveRequest body, Caller caller) {
        body.validate();
        var from = TicketSelection.of("from", body.from(), found.sale(), SeatMoveRequest.MAX_TICKETS)
                .ordinals();
        var to = TicketSelection.of("to", body.to(), found.sale(), SeatMoveRequest.MAX_TICKETS)
                .ordinals();
        FieldErrors.collect()
                .rejectIf(!found.booking().ordinals().containsAll(from), "from", "must be tickets of this booking")
                .rejectIf(!Collections.disjoint(from, to), "to", "must be other tickets than from")
                .throwIfAny();
        return new SeatMove(found.booking(), from, to, caller.subject(), clock.instant());
    }
}
