package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
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

    BookingController(BookingRepository bookings, BookingViewService views) {
        this.bookings = bookings;
        this.views = views;
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
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(views.viewOf(own(bookingId, caller)));
    }

    private Booking own(String bookingId, Caller caller) {
        return bookings.findOwn(bookingId, caller.subject()).orElseThrow(BookingProblems::notFound);
    }
}
