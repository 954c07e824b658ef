package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.api.BookingView.RefundView;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/bookings/{bookingId}/refunds`: money back by a person's decision, and all that went back.
@RestController
class BookingRefundController {

    record RefundList(List<RefundView> refunds) {}

    private final BookingRepository bookings;
    private final BookingMoneyRepository money;
    private final BookingRefundService refunds;
    private final RefundAuthorizationService rights;
    private final Clock clock;

    BookingRefundController(
            BookingRepository bookings,
            BookingMoneyRepository money,
            BookingRefundService refunds,
            RefundAuthorizationService rights,
            Clock clock) {
        this.bookings = bookings;
        this.money = money;
        this.refunds = refunds;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping("/bookings/{bookingId}/refunds")
    ResponseEntity<RefundList> list(@PathVariable String bookingId, Caller caller) {
        var booking = find(bookingId);
        if (!rights.mayRead(booking, caller)) {
            throw BookingProblems.notFound();
        }
        var readsNotes = rights.mayReadNotes(booking, caller);
        var all = money.find(booking).refunds().stream()
                .map(refund -> readsNotes ? RefundView.of(refund) : RefundView.withoutNote(refund))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new RefundList(all));
    }

    @PostMapping("/bookings/{bookingId}/refunds")
    @Idempotent
    public ResponseEntity<RefundView> refund(
            @PathVariable String bookingId, @RequestBody BookingRefundRequest body, Caller caller) {
        var booking = find(bookingId);
        if (!rights.mayRefund(booking, caller)) {
            throw rights.mayRead(booking, caller) ? forbidden() : BookingProblems.notFound();
        }
        body.validate(booking);
        var wish = new BookingRefundService.Wish(
                body.ordinals(booking),
                body.amount(),
                body.takesTicketsBack(),
                body.isElsewhere(),
                new RefundRequestedBy(caller.subject(), body.reason()),
                rights.limitOf(booking, caller));
        return answer(refunds.refund(booking, wish, clock.instant()));
    }

    private static ResponseEntity<RefundView> answer(BookingRefundResult result) {
        return switch (result) {
            case BookingRefundResult.Made(var refund) ->
                ResponseEntity.status(201).body(RefundView.of(refund));
            case BookingRefundResult.NotPaid(var status) ->
                Problem.of(BookingProblems.NOT_CONFIRMED, "Nothing was paid for this booking; it is " + status + ".")
                        .toResponse();
            case BookingRefundResult.ExceedsPayment(var left) ->
                Problem.of(BookingProblems.REFUND_EXCEEDS_PAYMENT, "That is more than is left of the payment.")
                        .with("left", left)
                        .toResponse();
            case BookingRefundResult.TicketsPaidBack(var left) ->
                Problem.of(
                                BookingProblems.REFUND_EXCEEDS_PAYMENT,
                                "Everything that was paid for these tickets has gone back.")
                        .with("left", left)
                        .toResponse();
            case BookingRefundResult.ExceedsLimit(var limit) ->
                Problem.of(ProblemTypes.FORBIDDEN, "That is more than an agent may give back; a manager may.")
                        .with("limit", limit)
                        .toResponse();
        };
    }

    private static RuntimeException forbidden() {
        return Problem.of(
                        ProblemTypes.FORBIDDEN,
                        "Those give money back so whose role in the event's organization allows it, and the desk; buyers cancel.")
                .toException();
    }

    private Booking find(String bookingId) {
        return TimeOrderedId.parse(bookingId).flatMap(bookings::find).orElseThrow(BookingProblems::notFound);
    }
}
