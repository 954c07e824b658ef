package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.api.BookingView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.booking.mail.MailsCaller;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /bookings/{bookingId}/rescheduling`: what a buyer says to the new date.
@RestController
class ReschedulingAnswerController {

    private final BookingRepository bookings;
    private final ReschedulingAnswerService answers;
    private final BookingViewService views;
    private final Clock clock;

    ReschedulingAnswerController(
            BookingRepository bookings, ReschedulingAnswerService answers, BookingViewService views, Clock clock) {
        this.bookings = bookings;
        this.answers = answers;
        this.views = views;
        this.clock = clock;
    }

    @PostMapping("/bookings/{bookingId}/rescheduling")
    @Idempotent
    @MailsCaller
    public ResponseEntity<BookingView> answer(
            @PathVariable String bookingId, @RequestBody ReschedulingAnswerRequest body, Caller caller) {
        var booking = bookings.findOwn(bookingId, caller.subject()).orElseThrow(BookingProblems::notFound);
        return answers.answer(booking, body.required(), clock.instant())
                .map(after -> ResponseEntity.ok(views.viewOf(after)))
                .orElseGet(() -> Problem.of(
                                BookingProblems.RESCHEDULING_CLOSED,
                                "There is no new date to answer, no ticket to give back, or the time to answer is over.")
                        .toResponse());
    }
}
