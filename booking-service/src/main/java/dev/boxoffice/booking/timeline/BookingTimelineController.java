package dev.boxoffice.booking.timeline;

import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.platform.id.TimeOrderedId;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The life of a booking in one answer, for the desk.
@RestController
class BookingTimelineController {

    private static final int MOST_ENTRIES = 1000;

    private final BookingRepository bookings;
    private final BookingTimelineRepository timelines;

    BookingTimelineController(BookingRepository bookings, BookingTimelineRepository timelines) {
        this.bookings = bookings;
        this.timelines = timelines;
    }

    @GetMapping("/bookings/{bookingId}/timeline")
    ResponseEntity<BookingTimeline> read(@PathVariable String bookingId) {
        var booking = TimeOrderedId.parse(bookingId).flatMap(bookings::find).orElseThrow(BookingProblems::notFound);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new BookingTimeline(
                        booking.id(),
                        booking.event(),
                        booking.buyer(),
                        booking.status(),
                        booking.total(),
                        timelines.find(booking, MOST_ENTRIES)));
    }
}
