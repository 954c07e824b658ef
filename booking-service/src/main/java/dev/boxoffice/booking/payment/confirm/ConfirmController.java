package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingStatusService;
import dev.boxoffice.booking.booking.api.BookingView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.Booked;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.Busy;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.HoldOver;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.NoSuchHold;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.NotOnSale;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.SeatsTaken;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.SomebodyElses;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.TooManyAttempts;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.TooManyForCustomer;
import dev.boxoffice.platform.http.PreferredWait;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// `PUT` (or `PATCH`) `/booking/confirm`.
@RestController
class ConfirmController {

    private final HoldLookupService holds;
    private final ConfirmService confirmations;
    private final BookingStatusService statuses;
    private final BookingViewService views;
    private final PaymentProperties properties;

    ConfirmController(
            HoldLookupService holds,
            ConfirmService confirmations,
            BookingStatusService statuses,
            BookingViewService views,
            PaymentProperties properties) {
        this.holds = holds;
        this.confirmations = confirmations;
        this.statuses = statuses;
        this.views = views;
        this.properties = properties;
    }

    @RequestMapping(
            path = "/booking/confirm",
            method = {RequestMethod.PUT, RequestMethod.PATCH})
    @Idempotent(mode = Idempotent.Mode.LEASE)
    public ResponseEntity<BookingView> confirm(
            @RequestBody ConfirmRequest body,
            Caller caller,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        body.validate();
        return answer(confirm(body, caller), PreferredWait.of(prefer, properties.maxWait()));
    }

    private ConfirmResult confirm(ConfirmRequest body, Caller caller) {
        if (body.holdId() != null) {
            return holds.findById(body.holdId())
                    .map(hold -> confirmations.confirm(hold, caller, body.paymentMethodId(), body.buyerContact()))
                    .orElseGet(NoSuchHold::new);
        }
        var tickets = body.tickets();
        var hold = holds.findByTickets(tickets, caller.subject());
        if (hold.isPresent()) {
            return confirmations.confirm(hold.get(), caller, body.paymentMethodId(), body.buyerContact());
        }
        return holds.findBooking(tickets, caller.subject())
                .<ConfirmResult>map(Booked::new)
                .orElseGet(HoldOver::new);
    }

    private ResponseEntity<BookingView> answer(ConfirmResult result, Optional<PreferredWait> wait) {
        return switch (result) {
            case Booked(var booking) -> booked(booking, wait);
            case NoSuchHold() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such hold.").toResponse();
            case SomebodyElses() ->
                Problem.of(ProblemTypes.FORBIDDEN, "This hold is somebody else's.")
                        .toResponse();
            case HoldOver() ->
                Problem.of(HoldProblems.HOLD_EXPIRED, "The hold has ended. Reserve again.")
                        .toResponse();
            case SeatsTaken(var event, var ordinals) ->
                Problem.of(HoldProblems.SEAT_TAKEN, "Somebody else was quicker. You have not been charged.")
                        .with(
                                "taken",
                                ordinals.stream()
                                        .map(ordinal -> new TicketId(event, ordinal).toString())
                                        .toList())
                        .toResponse();
            case TooManyAttempts(var retryAfter) -> tooManyAttempts(retryAfter);
            case ConfirmResult.TooManyTries() ->
                Problem.of(
                                ProblemTypes.RATE_LIMITED,
                                "Too many of your payments are open at the same time. Your seats are still held.")
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .toResponse();
            case ConfirmResult.AnotherCardInPayment(var booking) ->
                Problem.of(
                                HoldProblems.HOLD_IN_PAYMENT,
                                "Another card is being tried for these seats; this one was not. Wait for the outcome.")
                        .with("bookingId", booking)
                        .toResponse();
            case NotOnSale() ->
                Problem.of(HoldProblems.NOT_ON_SALE, "Tickets for this event are no longer on sale.")
                        .toResponse();
            case ConfirmResult.CodeRefused(var reason) ->
                HoldProblems.codeRefused(reason).toResponse();
            case TooManyForCustomer(var most) ->
                Problem.of(HoldProblems.CUSTOMER_LIMIT, "At most " + most + " tickets of this event a customer.")
                        .with("maxTicketsPerCustomer", most)
                        .toResponse();
            case Busy() ->
                Problem.of(ProblemTypes.UNAVAILABLE, "Too many payments are open. Your seats are still held.")
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .toResponse();
        };
    }

    private static ResponseEntity<BookingView> tooManyAttempts(@Nullable Duration retryAfter) {
        var problem = Problem.of(
                HoldProblems.TOO_MANY_ATTEMPTS, "Too many cards were declined. The seats have been given back.");
        return retryAfter == null
                ? problem.toResponse()
                : problem.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds() + 1))
                        .toResponse();
    }

    private ResponseEntity<BookingView> booked(Booking booking, Optional<PreferredWait> wait) {
        if (wait.isPresent()) {
            var later = statuses.await(
                    ConfirmController::isDecided, booking, wait.get().duration());
            return ResponseEntity.status(isDecided(later) ? 200 : 202)
                    .header("Preference-Applied", wait.get().applied())
                    .body(booking.status().isInFlight() ? views.viewOfJustDecided(later) : views.viewOf(later));
        }
        var shown = booking.awaitsPaymentElement() && booking.status().isInFlight()
                ? statuses.await(ConfirmController::hasSecret, booking, properties.secretWait())
                : booking;
        return ResponseEntity.accepted().body(views.viewOf(shown));
    }

    /// Decided, or the buyer's turn.
    private static boolean isDecided(Booking booking) {
        return booking.status() != BookingStatus.PROCESSING
                || (booking.awaitsPaymentElement() && booking.attempt().clientSecret() != null);
    }

    private static boolean hasSecret(Booking booking) {
        return booking.attempt().clientSecret() != null || !booking.status().isInFlight();
    }
}
