package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.api.BookingReaderService;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The tickets of a confirmed booking, as JSON and as one PDF.
@RestController
class TicketController {

    record ETickets(UUID bookingId, UUID eventId, String event, List<ETicket> tickets) {}

    private final BookingReaderService bookings;
    private final BookingViewService views;
    private final SaleCatalogueService catalogue;
    private final TicketCodeCodec codes;
    private final TicketPdfService pdf;

    TicketController(
            BookingReaderService bookings,
            BookingViewService views,
            SaleCatalogueService catalogue,
            TicketCodeCodec codes,
            TicketPdfService pdf) {
        this.bookings = bookings;
        this.views = views;
        this.catalogue = catalogue;
        this.codes = codes;
        this.pdf = pdf;
    }

    @GetMapping("/bookings/{bookingId}/tickets")
    ResponseEntity<ETickets> tickets(@PathVariable String bookingId, Caller caller) {
        var booking = confirmed(bookingId, caller);
        var sale = catalogue.find(booking.event()).orElseThrow();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ETickets(
                        booking.id(), booking.event(), sale.programme().name(), eTickets(booking)));
    }

    @GetMapping(path = "/bookings/{bookingId}/tickets.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> asPdf(@PathVariable String bookingId, Caller caller) {
        var booking = confirmed(bookingId, caller);
        var sale = catalogue.find(booking.event()).orElseThrow();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"tickets-" + booking.id() + ".pdf\"")
                .body(pdf.print(sale.programme(), booking.id(), eTickets(booking)));
    }

    private Booking confirmed(String bookingId, Caller caller) {
        var booking = bookings.findWithTickets(bookingId, caller).orElseThrow(BookingProblems::notFound);
        if (!booking.status().isPaid()) {
            throw Problem.of(
                            BookingProblems.NOT_CONFIRMED,
                            "There are tickets once a booking is confirmed; this one is " + booking.status() + ".")
                    .toException();
        }
        return booking;
    }

    private List<ETicket> eTickets(Booking booking) {
        return views.viewOf(booking).tickets().stream()
                .filter(ticket -> ticket.status() == TicketStatus.VALID || ticket.status() == TicketStatus.USED)
                .map(ticket -> {
                    var id = TicketId.parse(ticket.id()).orElseThrow();
                    var code = codes.encode(new TicketCode(id, booking.id()));
                    return new ETicket(
                            ticket.id(),
                            ticket.section(),
                            ticket.row(),
                            ticket.seat(),
                            ticket.price(),
                            code,
                            QrCode.of(code).toDataUrl());
                })
                .toList();
    }
}
