package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A buyer's own bookings.
@RestController
class BookingController {

    record BookingList(List<BookingView> bookings, PageInfo page) {}

    private final BookingRepository bookings;
    private final BookingViewService views;
    private final OrganizerAccessService access;

    BookingController(BookingRepository bookings, BookingViewService views, OrganizerAccessService access) {
        this.bookings = bookings;
        this.views = views;
        this.access = access;
    }

    @GetMapping("/bookings")
    BookingList list(Caller caller, PageQuery page) {
        var mine = bookings.findByBuyer(caller.subject(), page).stream()
                .map(views::viewOf)
                .toList();
        return new BookingList(mine, PageInfo.of(page, bookings.countByBuyer(caller.subject())));
    }

    @GetMapping("/bookings/{bookingId}")
    ResponseEntity<BookingView> read(@PathVariable String bookingId, Caller caller) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(readable(bookingId, caller));
    }

    /// S5: the desk reads every booking, an organizer those of their events, but never the secret that lets a
    /// buyer's browser finish a payment.
    private BookingView readable(String bookingId, Caller caller) {
        var own = bookings.findOwn(bookingId, caller.subject());
        if (own.isPresent()) {
            return views.viewOf(own.get());
        }
        return TimeOrderedId.parse(bookingId)
                .flatMap(bookings::find)
                .filter(booking -> caller.has(Role.AGENT)
                        || caller.has(Role.SUPPORT_MANAGER)
                        || access.mayRead(booking.event(), caller))
                .map(booking -> mayReadNotes(booking, caller) ? views.viewOf(booking) : views.viewWithoutNotes(booking))
                .map(BookingView::withoutClientSecret)
                .orElseThrow(BookingProblems::notFound);
    }

    /// S9: an agent may be of another company.
    private boolean mayReadNotes(Booking booking, Caller caller) {
        return caller.has(Role.SUPPORT_MANAGER) || access.mayRead(booking.event(), caller);
    }
}
