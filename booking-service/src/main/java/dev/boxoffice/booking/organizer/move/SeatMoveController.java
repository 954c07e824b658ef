package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.api.BookingView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.organizer.TicketSelection;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /bookings/{bookingId}/seats`: other seats for a buyer, by the event's own people.
@RestController
class SeatMoveController {

    private final MovableBookingService bookings;
    private final SeatMoveService moves;
    private final BookingViewService views;

    SeatMoveController(MovableBookingService bookings, SeatMoveService moves, BookingViewService views) {
        this.bookings = bookings;
        this.moves = moves;
        this.views = views;
    }

    @PostMapping("/bookings/{bookingId}/seats")
    @Idempotent
    public ResponseEntity<BookingView> move(
            @PathVariable String bookingId, @RequestBody SeatMoveRequest body, Caller caller) {
        var found = bookings.find(bookingId, caller);
        var move = bookings.moveOf(found, body, caller);
        return answer(moves.move(found.sale(), move), found.sale().id());
    }

    private ResponseEntity<BookingView> answer(SeatMoveResult result, UUID event) {
        return switch (result) {
            case SeatMoveResult.Moved(var booking) -> ResponseEntity.ok(views.viewOf(booking));
            case SeatMoveResult.Taken(var ordinals) ->
                Problem.of(HoldProblems.SEAT_TAKEN, ordinals.size() + " of these seats cannot be left or taken.")
                        .with("taken", TicketSelection.idsOf(event, ordinals))
                        .toResponse();
            case SeatMoveResult.NotConfirmed(var status) ->
                Problem.of(BookingProblems.NOT_CONFIRMED, "Only who has paid is moved; this booking is " + status + ".")
                        .toResponse();
            case SeatMoveResult.Changed() ->
                Problem.of(ProblemTypes.CONFLICT, "The booking has changed meanwhile: look at it again.")
                        .toResponse();
            case SeatMoveResult.RedisOut() -> Problem.storeUnavailable().toResponse();
        };
    }
}
