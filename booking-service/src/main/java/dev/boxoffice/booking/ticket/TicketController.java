package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.api.BookingReaderService;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
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

    record ETickets(UUID bookingId, UUID eventId, String event, List<ETicketView> tickets) {}

    private final BookingReaderService bookings;
    private final SaleCatalogueService catalogue;
    private final ETicketService tickets;
    private final TicketDocumentService documents;

    TicketController(
            BookingReaderService bookings,
            SaleCatalogueService catalogue,
            ETicketService tickets,
            TicketDocumentService documents) {
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.tickets = tickets;
        this.documents = documents;
    }

    @GetMapping("/bookings/{bookingId}/tickets")
    ResponseEntity<ETickets> tickets(@PathVariable String bookingId, Caller caller) {
        var booking = confirmed(bookingId, caller);
        var sale = catalogue.find(booking.event()).orElseThrow();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ETickets(
                        booking.id(),
                        booking.event(),
                        sale.programme().name(),
                        tickets.ticketsOf(booking).stream().map(ETicketView::of).toList()));
    }

    @GetMapping(path = "/bookings/{bookingId}/tickets.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> asPdf(@PathVariable String bookingId, Caller caller) {
        var booking = confirmed(bookingId, caller);
        var pdf = documents.pdfOf(booking).orElseThrow(BookingProblems::noTicketLeft);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"tickets-" + booking.id() + ".pdf\"")
                .body(pdf);
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
}
