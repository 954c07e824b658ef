package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.HoldIdCodec;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.HoldView;
import dev.boxoffice.booking.hold.idempotency.IdempotencyClaim;
import dev.boxoffice.booking.hold.offer.ReserveRequest;
import dev.boxoffice.booking.hold.price.HoldPriceService;
import dev.boxoffice.booking.hold.reserve.HoldResult.AdmissionRequired;
import dev.boxoffice.booking.hold.reserve.HoldResult.Held;
import dev.boxoffice.booking.hold.reserve.HoldResult.KeyReused;
import dev.boxoffice.booking.hold.reserve.HoldResult.NoSuchSeats;
import dev.boxoffice.booking.hold.reserve.HoldResult.NotChargeable;
import dev.boxoffice.booking.hold.reserve.HoldResult.NotOnSale;
import dev.boxoffice.booking.hold.reserve.HoldResult.Replayed;
import dev.boxoffice.booking.hold.reserve.HoldResult.SeatsTaken;
import dev.boxoffice.booking.hold.reserve.HoldResult.SoldOut;
import dev.boxoffice.booking.hold.reserve.HoldResult.TooManyForCustomer;
import dev.boxoffice.booking.hold.reserve.HoldResult.TooManyForOneBooking;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.RequestFingerprintFilter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `POST /booking/reserve`. Its idempotency record lives in the one Redis call that holds the seats.
@RestController
class ReserveController {

    private static final int MAX_KEY_LENGTH = 255;

    private final HoldService holds;
    private final HoldIdCodec ids;
    private final HoldProperties properties;
    private final HoldPriceService prices;
    private final MeterRegistry metrics;

    ReserveController(
            HoldService holds,
            HoldIdCodec ids,
            HoldProperties properties,
            HoldPriceService prices,
            MeterRegistry metrics) {
        this.holds = holds;
        this.ids = ids;
        this.properties = properties;
        this.prices = prices;
        this.metrics = metrics;
    }

    @PostMapping("/booking/reserve")
    ResponseEntity<HoldView> reserve(
            @RequestBody ReserveRequest body,
            Caller caller,
            @RequestHeader(name = "X-Admission-Token", required = false) @Nullable String admissionToken,
            HttpServletRequest request) {
        var seats = body.toSeatRequest(properties.maxTickets());
        var reservation =
                new Reservation(seats, body.code(), caller.subject(), admissionToken, idempotency(caller, request));
        var result = holds.hold(reservation);
        metrics.counter("boxoffice.booking.holds", "outcome", outcomeOf(result)).increment();
        return answer(result, seats.event());
    }

    private static String outcomeOf(HoldResult result) {
        return result instanceof Held held && !held.hold().guaranteed()
                ? "Unguaranteed"
                : result.getClass().getSimpleName();
    }

    private static @Nullable IdempotencyClaim idempotency(Caller caller, HttpServletRequest request) {
        var key = request.getHeader(RequestFingerprintFilter.HEADER);
        var hash = RequestFingerprintFilter.of(request);
        if (key == null || hash == null) {
            return null;
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw FieldErrors.single(
                    RequestFingerprintFilter.HEADER, "must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        return new IdempotencyClaim(
                UserHash.of(caller.subject() + "\n" + key).text(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    private ResponseEntity<HoldView> answer(HoldResult result, UUID event) {
        return switch (result) {
            case Held held -> created(held);
            case Replayed(var first) -> replayed(answer(first, event));
            case SeatsTaken(var ordinals) ->
                Problem.of(HoldProblems.SEAT_TAKEN, taken(ordinals))
                        .with("taken", ticketIds(event, ordinals))
                        .toResponse();
            case HoldResult.LeavesSingleSeats(var ordinals) ->
                Problem.of(HoldProblems.LEAVES_SINGLE_SEAT, leftAlone(ordinals))
                        .with("seats", ticketIds(event, ordinals))
                        .toResponse();
            case SoldOut() ->
                Problem.of(HoldProblems.SOLD_OUT, "Not enough tickets are left.")
                        .toResponse();
            case NotOnSale() ->
                Problem.of(HoldProblems.NOT_ON_SALE, "Tickets for this event are not on sale now.")
                        .toResponse();
            case NoSuchSeats() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such event, section or ticket.")
                        .toResponse();
            case TooManyForOneBooking(var most) ->
                Problem.of(HoldProblems.BOOKING_LIMIT, "At most " + most + " tickets in one booking of this event.")
                        .with("maxTicketsPerBooking", most)
                        .toResponse();
            case NotChargeable(var fault) ->
                Problem.of(HoldProblems.AMOUNT_NOT_CHARGEABLE, "The total " + fault + ".")
                        .toResponse();
            case TooManyForCustomer(var most, var has) ->
                HoldProblems.tooManyForCustomer(most, has).toResponse();
            case AdmissionRequired() ->
                Problem.of(
                                HoldProblems.ADMISSION_REQUIRED,
                                "This event has a waiting room: come with the admission token it gave you.")
                        .toResponse();
            case HoldResult.CodeRefused(var reason) ->
                HoldProblems.codeRefused(reason).toResponse();
            case HoldResult.TooManyGuesses(var retryAfter) ->
                HoldProblems.tooManyGuesses(retryAfter).toResponse();
            case KeyReused() ->
                Problem.of(ProblemTypes.IDEMPOTENCY_KEY_REUSED, "This key was used for another request.")
                        .toResponse();
        };
    }

    private ResponseEntity<HoldView> created(Held held) {
        var hold = held.hold();
        var id = ids.encode(hold);
        var lines = prices.priceOf(hold, held.sale()).lines();
        // Counted from the answer's own moment, not by clocks that may differ.
        return ResponseEntity.created(URI.create("/booking/holds/" + id))
                .body(HoldView.of(hold, id, held.sale(), lines, hold.ttl()).warnedOf(warnings(held)));
    }

    /// Of any body: a refusal is no hold, whatever the method above says.
    private static <T> ResponseEntity<T> replayed(ResponseEntity<T> first) {
        return ResponseEntity.status(first.getStatusCode())
                .headers(first.getHeaders())
                .header("Idempotency-Replayed", "true")
                .body(first.getBody());
    }

    private static List<HoldView.Warning> warnings(Held held) {
        return held.leftAlone().isEmpty()
                ? List.of()
                : List.of(new HoldView.Warning(
                        HoldProblems.LEAVES_SINGLE_SEAT.uri().toString(),
                        leftAlone(held.leftAlone()),
                        ticketIds(held.hold().event(), held.leftAlone())));
    }

    private static String leftAlone(List<Integer> ordinals) {
        return ordinals.size() == 1
                ? "This leaves a single seat that hardly anybody takes. Move by one seat."
                : "This leaves " + ordinals.size() + " single seats that hardly anybody takes. Move by one seat.";
    }

    private static String taken(List<Integer> ordinals) {
        return ordinals.size() == 1 ? "Somebody else has this seat." : ordinals.size() + " of these seats are taken.";
    }

    static List<String> ticketIds(UUID event, List<Integer> ordinals) {
        return ordinals.stream()
                .map(ordinal -> new TicketId(event, ordinal).toString())
                .toList();
    }
}
