package dev.boxoffice.booking.resale;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.api.BookingView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.booking.mail.MailsCaller;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/bookings/{bookingId}/resale`: tickets that are sold for their buyer, if somebody on the waitlist wants them.
@RestController
class ResaleController {

    private static final ProblemType CLOSED =
            new ProblemType("resale-closed", "This ticket cannot be sold for its buyer", 409);
    private static final int MAX_TICKETS = 200;

    private final BookingRepository bookings;
    private final ResaleService resales;
    private final BookingViewService views;
    private final Clock clock;

    ResaleController(BookingRepository bookings, ResaleService resales, BookingViewService views, Clock clock) {
        this.bookings = bookings;
        this.resales = resales;
        this.views = views;
        this.clock = clock;
    }

    @PostMapping("/bookings/{bookingId}/resale")
    @Idempotent
    @MailsCaller
    public ResponseEntity<BookingView> list(
            @PathVariable String bookingId,
            @RequestBody(required = false) @Nullable ResaleRequest body,
            Caller caller) {
        var booking = own(bookingId, caller);
        var listed = done(booking, resales.list(booking, ordinals(booking, body), clock.instant()));
        return ResponseEntity.created(URI.create("/bookings/" + listed.id())).body(views.viewOf(listed));
    }

    @DeleteMapping(path = "/bookings/{bookingId}/resale", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> withdraw(
            @PathVariable String bookingId,
            @RequestBody(required = false) @Nullable ResaleRequest body,
            Caller caller) {
        var booking = own(bookingId, caller);
        done(booking, resales.withdraw(booking, ordinals(booking, body), clock.instant()));
        return ResponseEntity.noContent().build();
    }

    private Booking own(String bookingId, Caller caller) {
        return bookings.findOwn(bookingId, caller.subject()).orElseThrow(BookingProblems::notFound);
    }

    /// @throws ProblemException for each refusal
    private static Booking done(Booking booking, ResaleResult result) {
        return switch (result) {
            case ResaleResult.Done(var after) -> after;
            case ResaleResult.NoSuchTicket() -> throw notOfBooking();
            case ResaleResult.NotConfirmed(var status) ->
                throw Problem.of(
                                BookingProblems.NOT_CONFIRMED,
                                "Only tickets of a confirmed booking can be sold; this one is " + status + ".")
                        .toException();
            case ResaleResult.Closed(var reason) ->
                throw Problem.of(CLOSED, reason.sentence())
                        .with("reason", reason)
                        .toException();
            case ResaleResult.Needed(var type) ->
                throw Problem.of(CLOSED, BookingProblems.needed(type))
                        .with("reason", "NEEDED")
                        .with("needs", type)
                        .toException();
            case ResaleResult.OnOffer(var ordinals) ->
                throw Problem.of(
                                BookingProblems.TICKET_ON_OFFER,
                                "Somebody is offered a ticket of these now. If they let it pass, you can take it back.")
                        .with("tickets", ids(booking, ordinals))
                        .toException();
        };
    }

    private static List<String> ids(Booking booking, List<Integer> ordinals) {
        return ordinals.stream()
                .map(ordinal -> new TicketId(booking.event(), ordinal).toString())
                .toList();
    }

    /// Null where none are named.
    private static @Nullable List<Integer> ordinals(Booking booking, @Nullable ResaleRequest body) {
        var ticketIds = (body == null ? ResaleRequest.ALL : body).ticketIds();
        if (ticketIds == null || ticketIds.isEmpty()) {
            return null;
        }
        if (ticketIds.size() > MAX_TICKETS) {
            throw FieldErrors.single("ticketIds", "must name 1 to " + MAX_TICKETS + " tickets");
        }
        return TicketId.ordinals(booking.event(), ticketIds).orElseThrow(ResaleController::notOfBooking);
    }

    private static ProblemException notOfBooking() {
        return FieldErrors.single("ticketIds", "must be tickets of this booking");
    }
}
