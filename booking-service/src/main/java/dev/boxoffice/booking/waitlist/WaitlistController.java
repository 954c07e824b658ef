package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.booking.mail.MailsCaller;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.offer.OfferService;
import dev.boxoffice.booking.waitlist.WaitlistEntry.State;
import dev.boxoffice.booking.waitlist.WaitlistOfferService.JoinResult;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/events/{eventId}/waitlist`: one's own place on an event's waitlist.
@RestController
class WaitlistController {

    /// @param position from 1; absent once it is not WAITING
    /// @param holdId confirmed like any other, while it is OFFERED
    record WaitlistEntryView(
            UUID entryId,
            UUID eventId,
            State state,
            @Nullable Long position,
            int quantity,
            List<String> sections,
            List<String> priceTypes,
            @Nullable String holdId,
            @Nullable Instant expiresAt,
            @Nullable List<String> ticketIds,
            @Nullable UUID bookingId) {

        static WaitlistEntryView of(WaitlistEntry entry) {
            var isOffered = entry.state() == State.OFFERED;
            return new WaitlistEntryView(
                    entry.id(),
                    entry.event(),
                    entry.state(),
                    entry.state() == State.WAITING ? entry.position() : null,
                    entry.quantity(),
                    entry.sections(),
                    entry.priceTypes(),
                    isOffered ? entry.holdId() : null,
                    isOffered ? entry.expiresAt() : null,
                    isOffered
                            ? entry.ordinals().stream()
                                    .map(ordinal -> new TicketId(entry.event(), ordinal).toString())
                                    .toList()
                            : null,
                    entry.booking());
        }
    }

    private final WaitlistRepository entries;
    private final WaitlistOfferService offers;
    private final OfferService prices;
    private final SaleCatalogueService catalogue;
    private final Clock clock;

    WaitlistController(
            WaitlistRepository entries,
            WaitlistOfferService offers,
            OfferService prices,
            SaleCatalogueService catalogue,
            Clock clock) {
        this.entries = entries;
        this.offers = offers;
        this.prices = prices;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// Joining again keeps the place.
    @PostMapping("/events/{eventId}/waitlist")
    @Idempotent
    @MailsCaller
    public ResponseEntity<WaitlistEntryView> join(
            @PathVariable String eventId, @RequestBody WaitlistRequest body, Caller caller) {
        var sale = sale(eventId);
        var now = clock.instant();
        if (!sale.isSellable() || !sale.sales().contains(now)) {
            return Problem.of(HoldProblems.NOT_ON_SALE, "Tickets for this event are not on sale.")
                    .toResponse();
        }
        body.validate(sale);
        if (prices.offer(body.toSeatRequest(sale), sale, null) instanceof Offer.NotChargeable(var fault)) {
            return Problem.of(HoldProblems.AMOUNT_NOT_CHARGEABLE, "The total " + fault + ".")
                    .toResponse();
        }
        var wanted = new WaitlistEntry(
                sale.id(),
                TimeOrderedId.next(),
                caller.subject(),
                body.count(),
                body.wantedSections(),
                body.types(),
                State.WAITING,
                0,
                null,
                List.of(),
                null,
                null);
        return switch (offers.join(wanted, sale.maxPerCustomer(), now)) {
            case JoinResult.Waits(var entry) ->
                ResponseEntity.created(URI.create("/events/" + sale.id() + "/waitlist"))
                        .body(WaitlistEntryView.of(entry));
            case JoinResult.WaitsForSomethingElse() ->
                Problem.of(ProblemTypes.CONFLICT, "You wait already, for something else. Leave the waitlist first.")
                        .toResponse();
            case JoinResult.TooManyForCustomer(var has) ->
                HoldProblems.tooManyForCustomer(sale.maxPerCustomer(), has).toResponse();
        };
    }

    @GetMapping("/events/{eventId}/waitlist")
    ResponseEntity<WaitlistEntryView> read(@PathVariable String eventId, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(WaitlistEntryView.of(own(eventId, caller)));
    }

    /// Seats that were offered go to the next, unless they are being paid for.
    @DeleteMapping("/events/{eventId}/waitlist")
    ResponseEntity<Void> leave(@PathVariable String eventId, Caller caller) {
        var event = TimeOrderedId.parse(eventId).orElseThrow(WaitlistController::notFound);
        return switch (offers.leave(event, caller.subject(), clock.instant())) {
            case LEFT -> ResponseEntity.noContent().build();
            case NOT_WAITING -> throw notFound();
            case IN_PAYMENT ->
                Problem.of(
                                HoldProblems.HOLD_IN_PAYMENT,
                                "The seats that were offered are being paid for. Cancel the booking instead.")
                        .toResponse();
        };
    }

    private WaitlistEntry own(String eventId, Caller caller) {
        return TimeOrderedId.parse(eventId)
                .flatMap(event -> entries.find(event, caller.subject(), clock.instant()))
                .orElseThrow(WaitlistController::notFound);
    }

    private EventSale sale(String eventId) {
        return TimeOrderedId.parse(eventId)
                .flatMap(catalogue::find)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toException());
    }

    private static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "You are not on this event's waitlist.")
                .toException();
    }
}
