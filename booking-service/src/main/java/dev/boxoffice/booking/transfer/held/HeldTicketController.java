package dev.boxoffice.booking.transfer.held;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.EventVenueView;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.ticket.QrCode;
import dev.boxoffice.booking.ticket.TicketCode;
import dev.boxoffice.booking.ticket.TicketCodeCodec;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /tickets`: the tickets one can walk in with, bought or received, of all events.
@RestController
class HeldTicketController {

    /// @param bookingId absent for a ticket that somebody else has paid for
    /// @param status `VALID`, or `USED` once somebody has gone in with it
    record HeldTicketView(
            String ticketId,
            UUID eventId,
            String event,
            @Nullable Instant startsAt,
            EventVenueView venue,
            String section,
            @Nullable String row,
            @Nullable String seat,
            @Nullable UUID bookingId,
            String status,
            String code,
            String qr) {}

    record HeldTicketList(List<HeldTicketView> tickets, PageInfo page) {}

    private final HeldTicketRepository tickets;
    private final SaleCatalogueService catalogue;
    private final TicketCodeCodec codes;

    HeldTicketController(HeldTicketRepository tickets, SaleCatalogueService catalogue, TicketCodeCodec codes) {
        this.tickets = tickets;
        this.catalogue = catalogue;
        this.codes = codes;
    }

    @GetMapping("/tickets")
    ResponseEntity<HeldTicketList> list(Caller caller, PageQuery page) {
        var held = tickets.find(caller.subject(), page).stream()
                .map(ticket ->
                        view(ticket, catalogue.find(ticket.ticket().event()).orElseThrow(), caller))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new HeldTicketList(held, PageInfo.of(page, tickets.count(caller.subject()))));
    }

    private HeldTicketView view(HeldTicketRepository.Held held, EventSale sale, Caller caller) {
        var place = sale.layout().locationOf(held.ticket().ordinal());
        var code = codes.encode(new TicketCode(held.ticket(), held.booking(), held.serial()));
        return new HeldTicketView(
                held.ticket().toString(),
                sale.id(),
                sale.programme().name(),
                sale.programme().startsAt(),
                EventVenueView.of(sale.programme()),
                place.section(),
                place.row(),
                place.seat(),
                held.buyer().equals(caller.subject()) ? held.booking() : null,
                held.used() ? "USED" : "VALID",
                code,
                QrCode.of(code).toDataUrl());
    }
}
