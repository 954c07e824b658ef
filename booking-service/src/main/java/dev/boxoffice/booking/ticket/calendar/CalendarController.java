package dev.boxoffice.booking.ticket.calendar;

import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /bookings/{bookingId}/calendar.ics`.
@RestController
class CalendarController {

    private final BookingRepository bookings;
    private final CalendarFileService calendars;

    CalendarController(BookingRepository bookings, CalendarFileService calendars) {
        this.bookings = bookings;
        this.calendars = calendars;
    }

    @GetMapping(path = "/bookings/{bookingId}/calendar.ics", produces = CalendarFile.MEDIA_TYPE)
    ResponseEntity<byte[]> download(@PathVariable String bookingId, Caller caller) {
        var booking = bookings.findOwn(bookingId, caller.subject()).orElseThrow(BookingProblems::notFound);
        if (!booking.status().isPaid()) {
            throw Problem.of(
                            BookingProblems.NOT_CONFIRMED,
                            "There is an entry for the calendar once a booking is confirmed; this one is "
                                    + booking.status() + ".")
                    .toException();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"booking-" + booking.id() + ".ics\"")
                .body(calendars.fileOf(booking));
    }
}
