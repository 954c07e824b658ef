package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.api.BookingReaderService;
import dev.boxoffice.booking.booking.api.BookingView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuote;
import dev.boxoffice.booking.booking.mail.MailsCaller;
import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/bookings/{bookingId}/cancellation`: what giving tickets back would bring, and giving them back.
@RestController
class BookingCancellationController {

    private static final int MAX_TICKETS = 200;

    /// @param until when it would be something else
    record CancellationPreview(
            List<String> tickets,
            Money refund,
            List<LineView> kept,
            @Nullable Instant until) {}

    /// Which tickets, absent for all, and what the buyer expects back.
    record BookingCancellationRequest(
            @Nullable List<String> ticketIds, @Nullable Money expectedRefund) {

        static final BookingCancellationRequest ALL = new BookingCancellationRequest(null, null);
    }

    private final BookingReaderService bookings;
    private final BookingCancellationService cancellations;
    private final PaymentCancellationService payments;
    private final BookingViewService views;
    private final Clock clock;

    BookingCancellationController(
            BookingReaderService bookings,
            BookingCancellationService cancellations,
            PaymentCancellationService payments,
            BookingViewService views,
            Clock clock) {
        this.bookings = bookings;
        this.cancellations = cancellations;
        this.payments = payments;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/bookings/{bookingId}/cancellation")
    ResponseEntity<CancellationPreview> preview(
            @PathVariable String bookingId,
            @RequestParam(required = false) @Nullable List<String> ticketIds,
            Caller caller) {
        var booking = own(bookingId, caller);
        return switch (cancellations.preview(booking, ordinals(booking, ticketIds), clock.instant())) {
            case BookingCancellationResult.Quoted(var of, var quote) ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view(of, quote));
            case BookingCancellationResult.Cancelled(var of) -> throw notConfirmed(of.status());
            case BookingCancellationResult.NotConfirmed(var status) -> throw notConfirmed(status);
            case BookingCancellationResult.TooLate(var why) ->
                Problem.of(BookingProblems.CANCELLATION_CLOSED, why).toResponse();
            case BookingCancellationResult.Needed(var type) -> needed(type);
            case BookingCancellationResult.NoSuchTicket() -> throw notOfBooking();
            case BookingCancellationResult.RefundChanged(var quote) -> changed(quote);
        };
    }

    /// Stripe is asked where a payment is in flight.
    @PostMapping("/bookings/{bookingId}/cancellation")
    @Idempotent(mode = Idempotent.Mode.LEASE)
    @MailsCaller
    public ResponseEntity<BookingView> cancel(
            @PathVariable String bookingId,
            @RequestBody(required = false) @Nullable BookingCancellationRequest body,
            Caller caller) {
        var booking = own(bookingId, caller);
        var wish = body == null ? BookingCancellationRequest.ALL : body;
        var ordinals = ordinals(booking, wish.ticketIds());
        if (booking.status().isInFlight()) {
            requireWhole(booking, ordinals);
            return ResponseEntity.accepted().body(views.viewOf(payments.cancel(booking, clock.instant())));
        }
        return switch (cancellations.cancel(booking, ordinals, wish.expectedRefund(), clock.instant())) {
            case BookingCancellationResult.Cancelled(var after) ->
                ResponseEntity.accepted().body(views.viewOf(after));
            case BookingCancellationResult.Quoted(var of, var _) -> throw notConfirmed(of.status());
            case BookingCancellationResult.NotConfirmed(var status) -> throw notConfirmed(status);
            case BookingCancellationResult.TooLate(var why) ->
                Problem.of(BookingProblems.CANCELLATION_CLOSED, why).toResponse();
            case BookingCancellationResult.Needed(var type) -> needed(type);
            case BookingCancellationResult.NoSuchTicket() -> throw notOfBooking();
            case BookingCancellationResult.RefundChanged(var quote) -> changed(quote);
        };
    }

    /// A payment in flight is for all of its tickets.
    private static void requireWhole(Booking booking, @Nullable List<Integer> ordinals) {
        if (ordinals != null && !ordinals.containsAll(booking.ordinals())) {
            throw notConfirmed(booking.status());
        }
    }

    private static <T> ResponseEntity<T> needed(String priceType) {
        return Problem.of(BookingProblems.CANCELLATION_CLOSED, BookingProblems.needed(priceType))
                .with("needs", priceType)
                .toResponse();
    }

    private static <T> ResponseEntity<T> changed(TicketRefundQuote quote) {
        return Problem.of(BookingProblems.REFUND_CHANGED, "Another sum goes back now. Look at it and ask again.")
                .with("refund", quote.refund())
                .toResponse();
    }

    private static ProblemException notConfirmed(BookingStatus status) {
        return Problem.of(
                        BookingProblems.NOT_CONFIRMED,
                        "Only a confirmed booking can be cancelled; this one is " + status + ".")
                .toException();
    }

    private static ProblemException notOfBooking() {
        return FieldErrors.single("ticketIds", "must be tickets of this booking");
    }

    /// Null where none are named: then all are meant.
    private static @Nullable List<Integer> ordinals(Booking booking, @Nullable List<String> ticketIds) {
        if (ticketIds == null || ticketIds.isEmpty()) {
            return null;
        }
        if (ticketIds.size() > MAX_TICKETS) {
            throw FieldErrors.single("ticketIds", "must name 1 to " + MAX_TICKETS + " tickets");
        }
        return TicketId.ordinals(booking.event(), ticketIds).orElseThrow(BookingCancellationController::notOfBooking);
    }

    private static CancellationPreview view(Booking booking, TicketRefundQuote quote) {
        return new CancellationPreview(
                quote.ordinals().stream()
                        .map(ordinal -> new TicketId(booking.event(), ordinal).toString())
                        .toList(),
                quote.refund(),
                LineView.of(booking.event(), quote.kept()),
                quote.until());
    }

    private Booking own(String bookingId, Caller caller) {
        return bookings.findToCancel(bookingId, caller).orElseThrow(BookingProblems::notFound);
    }
}
