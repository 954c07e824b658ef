package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.booking.mail.MailsCaller;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /tickets/{ticketId}/transfers`.
@RestController
class TransferController {

    private final TransferService service;
    private final TransferRepository transfers;
    private final SaleCatalogueService catalogue;
    private final TransferProperties properties;
    private final Clock clock;

    TransferController(
            TransferService service,
            TransferRepository transfers,
            SaleCatalogueService catalogue,
            TransferProperties properties,
            Clock clock) {
        this.service = service;
        this.transfers = transfers;
        this.catalogue = catalogue;
        this.properties = properties;
        this.clock = clock;
    }

    @PostMapping("/tickets/{ticketId}/transfers")
    @Idempotent
    @MailsCaller
    public ResponseEntity<TransferView> offer(
            @PathVariable String ticketId, @RequestBody TransferRequest body, Caller caller) {
        var to = body.required();
        if (to.equals(caller.subject()) || to.equalsIgnoreCase(caller.email())) {
            throw FieldErrors.single("to", "is yourself");
        }
        var ticket = TicketId.parse(ticketId).orElseThrow(TransferProblems::noSuchTicket);
        var booking = transfers.bookingOf(ticket, caller.subject()).orElseThrow(TransferProblems::noSuchTicket);
        var sale = catalogue.find(ticket.event()).orElseThrow(TransferProblems::noSuchTicket);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted = new Transfer(
                TimeOrderedId.next(),
                ticket,
                booking,
                0,
                caller.subject(),
                to,
                TransferStatus.OFFERED,
                null,
                now,
                expiry(sale, now));
        var transfer = TransferProblems.transferOf(service.offer(wanted, properties.offersPerDay()));
        return ResponseEntity.created(URI.create("/transfers/" + transfer.id()))
                .body(TransferView.of(transfer, sale, caller.subject()));
    }

    private Instant expiry(EventSale sale, Instant now) {
        var latest = now.plus(properties.ttl());
        var startsAt = sale.programme().startsAt();
        return startsAt != null && startsAt.isBefore(latest) ? startsAt : latest;
    }
}
