package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A buyer's own bookings.
@RestController
class BookingController {

    record BookingList(List<BookingView> bookings, PageInfo page) {}

    private final OwnBookings own;
    private final BookingQueries bookings;
    private final BookingView.Assembler views;
    private final Cancelling cancelling;
    private final BookingStream stream;

    BookingController(
            OwnBookings own,
            BookingQueries bookings,
            BookingView.Assembler views,
            Cancelling cancelling,
            BookingStream stream) {
        this.own = own;
        this.bookings = bookings;
        this.views = views;
        this.cancelling = cancelling;
        this.stream = stream;
    }

    @GetMapping("/bookings")
    @Operation(summary = "One's own bookings, newest first")
    BookingList list(Caller caller, PageQuery page) {
        var mine =
                bookings.ofBuyer(caller.subject(), page).stream().map(views::of).toList();
        return new BookingList(mine, PageInfo.of(page, bookings.countOfBuyer(caller.subject())));
    }

    @GetMapping("/bookings/{bookingId}")
    @Operation(summary = "One booking of one's own")
    ResponseEntity<BookingView> read(@PathVariable String bookingId, Caller caller) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(views.of(own.find(bookingId, caller)));
    }

    @GetMapping(path = "/bookings/{bookingId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Its status as it changes, until it is final (Server-Sent Events)")
    ResponseEntity<SseEmitter> follow(@PathVariable String bookingId, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(stream.of(own.find(bookingId, caller)));
    }

    @PostMapping("/bookings/{bookingId}/cancellation")
    @Idempotent
    @Operation(summary = "Give the tickets back; the refund follows")
    public ResponseEntity<BookingView> cancel(@PathVariable String bookingId, Caller caller) {
        return switch (cancelling.cancel(own.find(bookingId, caller))) {
            case Cancelling.Result.Cancelled(var booking) ->
                ResponseEntity.accepted().body(views.of(booking));
            case Cancelling.Result.NotConfirmed(var status) ->
                Problem.of(
                                BookingProblems.NOT_CONFIRMED,
                                "Only a confirmed booking can be cancelled; this one is " + status + ".")
                        .toResponse();
            case Cancelling.Result.TooLate(var why) ->
                Problem.of(BookingProblems.CANCELLATION_CLOSED, why).toResponse();
        };
    }
}
