package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.offer.ReserveRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /events/{eventId}/quotes`.
@RestController
class QuoteController {

    record Quote(List<LineView> lines, Money total) {}

    private final QuoteService quotes;
    private final HoldProperties properties;

    QuoteController(QuoteService quotes, HoldProperties properties) {
        this.quotes = quotes;
        this.properties = properties;
    }

    @PostMapping("/events/{eventId}/quotes")
    ResponseEntity<Quote> quote(
            @PathVariable String eventId, @RequestBody ReserveRequest body, @Nullable Caller caller) {
        if (body.code() != null && caller == null) {
            // Else codes could be tried out without anybody to count the tries of.
            throw Problem.of(ProblemTypes.UNAUTHENTICATED, "Sign in to use a code.")
                    .toException();
        }
        var event = TimeOrderedId.parse(eventId).orElse(null);
        var seats = body.ofEvent(eventId).toSeatRequest(properties.maxTickets());
        if (event == null || !event.equals(seats.event())) {
            return Problem.of(ProblemTypes.NOT_FOUND, "There is no such event, section or ticket.")
                    .toResponse();
        }
        return answer(quotes.quote(seats, body.code(), caller == null ? null : UserHash.of(caller.subject())), event);
    }

    private static ResponseEntity<Quote> answer(QuoteResult result, UUID event) {
        return switch (result) {
            case QuoteResult.Quoted(var lines, var total) ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new Quote(LineView.of(event, lines), total));
            case QuoteResult.NoSuchSeats() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such event, section or ticket.")
                        .toResponse();
            case QuoteResult.NotOnSale() ->
                Problem.of(HoldProblems.NOT_ON_SALE, "Tickets for this event are not on sale.")
                        .toResponse();
            case QuoteResult.SoldOut() ->
                Problem.of(HoldProblems.SOLD_OUT, "Not enough tickets are left.")
                        .toResponse();
            case QuoteResult.TooManyForOneBooking(var most) ->
                Problem.of(HoldProblems.BOOKING_LIMIT, "At most " + most + " tickets in one booking of this event.")
                        .with("maxTicketsPerBooking", most)
                        .toResponse();
            case QuoteResult.NotChargeable(var fault) ->
                Problem.of(HoldProblems.AMOUNT_NOT_CHARGEABLE, "The total " + fault + ".")
                        .toResponse();
            case QuoteResult.CodeRefused(var reason) ->
                HoldProblems.codeRefused(reason).toResponse();
            case QuoteResult.TooManyGuesses(var retryAfter) ->
                HoldProblems.tooManyGuesses(retryAfter).toResponse();
        };
    }
}
