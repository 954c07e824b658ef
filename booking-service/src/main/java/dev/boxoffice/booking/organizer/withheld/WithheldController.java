package dev.boxoffice.booking.organizer.withheld;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.organizer.TicketSelection;
import dev.boxoffice.platform.page.PageSize;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/events/{eventId}/withheld`: the seats that are kept from the sale.
@RestController
class WithheldController {

    private static final ProblemType OTHER_KIND =
            new ProblemType("withheld-otherwise", "Withheld for another reason", 409);

    record WithheldView(
            String ticketId,
            String section,
            @Nullable String row,
            @Nullable String seat,
            WithheldKind kind,
            @Nullable String reason,
            String withheldBy,
            Instant withheldAt) {

        static WithheldView of(EventSale sale, WithheldSeat seat) {
            var place = sale.layout().locationOf(seat.ordinal());
            return new WithheldView(
                    new TicketId(sale.id(), seat.ordinal()).toString(),
                    place.section(),
                    place.row(),
                    place.seat(),
                    seat.kind(),
                    seat.reason(),
                    seat.by(),
                    seat.at());
        }
    }

    /// @param nextCursor absent on the last page
    record WithheldPage(
            List<WithheldView> withheld, @Nullable String nextCursor) {}

    record Withheld(UUID eventId, List<String> ticketIds, WithheldKind kind) {}

    private final OrganizerAccessService access;
    private final SaleCatalogueService catalogue;
    private final WithheldService service;
    private final WithheldRepository seats;

    WithheldController(
            OrganizerAccessService access,
            SaleCatalogueService catalogue,
            WithheldService service,
            WithheldRepository seats) {
        this.access = access;
        this.catalogue = catalogue;
        this.service = service;
        this.seats = seats;
    }

    @GetMapping("/events/{eventId}/withheld")
    ResponseEntity<WithheldPage> list(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize wanted,
            Caller caller) {
        var sale = saleOf(access.requireBoxOffice(eventId, caller));
        var page = seats.find(sale.id(), after(cursor, sale), wanted.size());
        var next = page.size() < wanted.size()
                ? null
                : new TicketId(sale.id(), page.getLast().ordinal()).toString();
        var views = page.stream().map(seat -> WithheldView.of(sale, seat)).toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new WithheldPage(views, next));
    }

    private static int after(@Nullable String cursor, EventSale sale) {
        return cursor == null
                ? -1
                : TicketId.parse(cursor)
                        .filter(ticket -> ticket.event().equals(sale.id()))
                        .map(TicketId::ordinal)
                        .orElseThrow(() -> FieldErrors.single("cursor", "must be the nextCursor of a page before"));
    }

    @PutMapping("/events/{eventId}/withheld")
    @Idempotent
    public ResponseEntity<Withheld> withhold(
            @PathVariable String eventId, @RequestBody WithheldRequest body, Caller caller) {
        var sale = saleOf(access.requireBoxOffice(eventId, caller));
        body.validate();
        var kind = body.neededKind();
        var tickets = TicketSelection.of("ticketIds", body.ticketIds(), sale, WithheldRequest.MAX_TICKETS);
        var result = service.withhold(sale, tickets.ordinals(), kind, body.reason(), caller.subject());
        return answer(
                result,
                sale,
                ResponseEntity.ok(new Withheld(sale.id(), TicketSelection.idsOf(sale.id(), tickets.ordinals()), kind)));
    }

    @DeleteMapping(path = "/events/{eventId}/withheld", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> release(@PathVariable String eventId, @RequestBody WithheldRequest body, Caller caller) {
        var sale = saleOf(access.requireBoxOffice(eventId, caller));
        body.validate();
        var tickets = TicketSelection.of("ticketIds", body.ticketIds(), sale, WithheldRequest.MAX_TICKETS);
        return answer(
                service.release(sale, tickets.ordinals(), body.kind(), caller.subject()),
                sale,
                ResponseEntity.noContent().build());
    }

    private static <T> ResponseEntity<T> answer(WithheldResult result, EventSale sale, ResponseEntity<T> done) {
        return switch (result) {
            case WithheldResult.Done() -> done;
            case WithheldResult.Taken(var ordinals) ->
                Problem.of(HoldProblems.SEAT_TAKEN, ordinals.size() + " of these tickets are held or sold.")
                        .with("taken", TicketSelection.idsOf(sale.id(), ordinals))
                        .toResponse();
            case WithheldResult.OfOtherKind(var ordinals) ->
                Problem.of(OTHER_KIND, ordinals.size() + " of these tickets are withheld as another kind.")
                        .with("ticketIds", TicketSelection.idsOf(sale.id(), ordinals))
                        .toResponse();
            case WithheldResult.RedisOut() -> Problem.storeUnavailable().toResponse();
        };
    }

    private EventSale saleOf(UUID event) {
        return catalogue
                .find(event)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "This event has no tickets yet.")
                        .toException());
    }
}
