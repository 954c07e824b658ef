package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.catalogue.right.EventAccessService;
import dev.boxoffice.booking.ticket.TicketCodeCodec;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /check-ins`: a scanner at a gate asks whether a ticket lets somebody in, or says that they go out.
@RestController
class CheckInController {

    private static final ProblemType ALREADY = new ProblemType("already-checked-in", "Already checked in", 409);
    private static final ProblemType NOT_INSIDE = new ProblemType("not-checked-in", "Not checked in", 409);
    private static final ProblemType CANCELLED = new ProblemType("ticket-cancelled", "Ticket cancelled", 409);
    private static final ProblemType INVALID = new ProblemType("invalid-code", "Not a ticket of ours", 409);
    private static final ProblemType WRONG_EVENT = new ProblemType("wrong-event", "A ticket for another event", 409);
    private static final ProblemType TOO_EARLY = new ProblemType("too-early", "The doors are not open yet", 409);
    private static final ProblemType OVER = new ProblemType("event-over", "The event is over", 409);

    record Event(UUID id, String name) {}

    /// @param result `ADMITTED` or `LEFT`
    /// @param holderName absent where nobody has said it
    record CheckIn(
            String result,
            UUID checkInId,
            String ticketId,
            Event event,
            String section,
            @Nullable String row,
            @Nullable String seat,
            String priceType,
            @Nullable String holderName,
            Instant at) {

        static CheckIn of(CheckInResult.Passed passed, TicketId ticket) {
            var sale = passed.sale();
            var place = sale.layout().locationOf(ticket.ordinal());
            return new CheckIn(
                    passed.direction() == CheckInDirection.IN ? "ADMITTED" : "LEFT",
                    passed.id(),
                    ticket.toString(),
                    new Event(sale.id(), sale.programme().name()),
                    place.section(),
                    place.row(),
                    place.seat(),
                    passed.guest().priceType(),
                    passed.guest().holderName(),
                    passed.at());
        }
    }

    private final TicketCodeCodec codes;
    private final CheckInService checkIns;
    private final EventAccessService rights;

    CheckInController(TicketCodeCodec codes, CheckInService checkIns, EventAccessService rights) {
        this.rights = rights;
        this.codes = codes;
        this.checkIns = checkIns;
    }

    @PostMapping("/check-ins")
    ResponseEntity<CheckIn> checkIn(@RequestBody CheckInRequest body, Caller scanner) {
        body.validate();
        var code = codes.decode(body.neededCode());
        if (code.isEmpty()) {
            return Problem.of(INVALID, "This code was not signed here.").toResponse();
        }
        var event = code.get().ticket().event();
        if (!rights.may(event, scanner, OrganizationRight.CHECK_IN)) {
            return worksElsewhere(body.events(), event, scanner)
                    ? Problem.of(WRONG_EVENT, "This ticket is for another event.")
                            .toResponse()
                    : Problem.of(ProblemTypes.FORBIDDEN, "You do not work at the door of this ticket's event.")
                            .toResponse();
        }
        return switch (checkIns.checkIn(code.get(), body.scanBy(scanner.subject()), body.events())) {
            case CheckInResult.Passed passed ->
                ResponseEntity.ok(CheckIn.of(passed, code.get().ticket()));
            case CheckInResult.AlreadyInside(var at, var gate) ->
                Problem.of(ALREADY, "This ticket was used at " + at + ", gate " + gate + ".")
                        .with("at", at)
                        .with("gate", gate)
                        .toResponse();
            case CheckInResult.NotInside() ->
                Problem.of(NOT_INSIDE, "Nobody is in with this ticket.").toResponse();
            case CheckInResult.NotValid() ->
                Problem.of(CANCELLED, "This ticket was cancelled.").toResponse();
            case CheckInResult.BeingSold() ->
                Problem.of(
                                BookingProblems.TICKET_ON_OFFER,
                                "This ticket is for resale, and somebody is paying for it at this moment.")
                        .toResponse();
            case CheckInResult.WrongEvent(var sale) ->
                Problem.of(WRONG_EVENT, "This ticket is for " + sale.programme().name() + ".")
                        .with("event", new Event(sale.id(), sale.programme().name()))
                        .toResponse();
            case CheckInResult.TooEarly(var opensAt) ->
                Problem.of(TOO_EARLY, "The doors of this event open at " + opensAt + ".")
                        .with("opensAt", opensAt)
                        .toResponse();
            case CheckInResult.EventOver(var at) ->
                Problem.of(OVER, "This event was over at " + at + ".")
                        .with("endedAt", at)
                        .toResponse();
        };
    }

    /// Whether it is their own door that does not let into the event. What the event is, is not theirs to know.
    private boolean worksElsewhere(Set<UUID> events, UUID event, Caller scanner) {
        return !events.contains(event)
                && events.stream().anyMatch(own -> rights.may(own, scanner, OrganizationRight.CHECK_IN));
    }
}
