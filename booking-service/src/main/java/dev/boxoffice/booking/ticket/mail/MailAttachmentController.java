package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.mail.MailAttachmentCodec;
import dev.boxoffice.booking.ticket.TicketDocumentService;
import dev.boxoffice.booking.ticket.calendar.CalendarFile;
import dev.boxoffice.booking.ticket.calendar.CalendarFileService;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What support-service attaches to mail: made when it is fetched, so that a mail that was tried for an hour
/// carries no ticket that was given back meanwhile. Not routed by the gateway; the path is signed.
@RestController
class MailAttachmentController {

    private final MailAttachmentCodec links;
    private final BookingRepository bookings;
    private final TicketDocumentService tickets;
    private final CalendarFileService calendars;

    MailAttachmentController(
            MailAttachmentCodec links,
            BookingRepository bookings,
            TicketDocumentService tickets,
            CalendarFileService calendars) {
        this.links = links;
        this.bookings = bookings;
        this.tickets = tickets;
        this.calendars = calendars;
    }

    @GetMapping("/internal/mail-attachments/{link}/tickets.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String link) {
        var pdf = tickets.pdfOf(paid(link)).orElseThrow(BookingProblems::noTicketLeft);
        return file(pdf, MediaType.APPLICATION_PDF_VALUE);
    }

    @GetMapping("/internal/mail-attachments/{link}/event.ics")
    ResponseEntity<byte[]> calendar(@PathVariable String link) {
        return file(calendars.fileOf(paid(link)), CalendarFile.MEDIA_TYPE);
    }

    private Booking paid(String link) {
        return links.decode(link)
                .flatMap(bookings::find)
                .filter(booking -> booking.status().isPaid())
                .orElseThrow(BookingProblems::notFound);
    }

    private static ResponseEntity<byte[]> file(byte[] content, String mediaType) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .body(content);
    }
}
