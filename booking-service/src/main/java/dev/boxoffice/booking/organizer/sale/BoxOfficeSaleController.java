package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.booking.api.BookingView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.hold.HoldProblems;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.organizer.TicketSelection;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /events/{eventId}/box-office-sales`: tickets for cash, or for nothing.
@RestController
class BoxOfficeSaleController {

    private final OrganizerAccessService access;
    private final SaleCatalogueService catalogue;
    private final BoxOfficeSaleService sales;
    private final BookingViewService views;
    private final HoldProperties properties;

    BoxOfficeSaleController(
            OrganizerAccessService access,
            SaleCatalogueService catalogue,
            BoxOfficeSaleService sales,
            BookingViewService views,
            HoldProperties properties) {
        this.access = access;
        this.catalogue = catalogue;
        this.sales = sales;
        this.views = views;
        this.properties = properties;
    }

    @PostMapping("/events/{eventId}/box-office-sales")
    @Idempotent
    public ResponseEntity<BookingView> sell(
            @PathVariable String eventId, @RequestBody BoxOfficeSaleRequest body, Caller caller) {
        var event = access.requireBoxOffice(eventId, caller);
        body.validate();
        var seats = body.toSeatRequest(event.toString(), properties.maxTickets());
        var sale = catalogue.find(event).filter(found -> found.id().equals(seats.event()));
        if (sale.isEmpty()) {
            return Problem.of(ProblemTypes.NOT_FOUND, "This event has no such tickets.")
                    .toResponse();
        }
        var wish = new BoxOfficeSaleService.Wish(seats, body.neededPayment(), body.buyerContact(), caller.subject());
        return answer(sales.sell(sale.get(), wish), sale.get());
    }

    private ResponseEntity<BookingView> answer(BoxOfficeSaleResult result, EventSale sale) {
        return switch (result) {
            case BoxOfficeSaleResult.Sold(var booking) ->
                ResponseEntity.created(URI.create("/bookings/" + booking.id())).body(views.viewOf(booking));
            case BoxOfficeSaleResult.Taken(var ordinals) ->
                Problem.of(HoldProblems.SEAT_TAKEN, ordinals.size() + " of these seats cannot be sold.")
                        .with("taken", TicketSelection.idsOf(sale.id(), ordinals))
                        .toResponse();
            case BoxOfficeSaleResult.SoldOut() ->
                Problem.of(HoldProblems.SOLD_OUT, "Not enough tickets are left.")
                        .toResponse();
            case BoxOfficeSaleResult.NotOnSale() ->
                Problem.of(HoldProblems.NOT_ON_SALE, "This event sells no tickets, or is over.")
                        .toResponse();
            case BoxOfficeSaleResult.NoSuchSeats() ->
                Problem.of(ProblemTypes.NOT_FOUND, "This event has no such section or ticket.")
                        .toResponse();
            case BoxOfficeSaleResult.NotChargeable(var fault) ->
                Problem.of(HoldProblems.AMOUNT_NOT_CHARGEABLE, "The total " + fault + ".")
                        .toResponse();
            case BoxOfficeSaleResult.RedisOut() -> Problem.storeUnavailable().toResponse();
        };
    }
}
