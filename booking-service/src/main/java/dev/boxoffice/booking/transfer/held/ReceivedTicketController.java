package dev.boxoffice.booking.transfer.held;

import dev.boxoffice.booking.booking.mail.MailAttachmentCodec;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What support-service attaches to the mail that tells a receiver: the ticket, while it is theirs. Not routed by the
/// gateway; the path is signed.
@RestController
class ReceivedTicketController {

    private final MailAttachmentCodec links;
    private final ReceivedTicketService tickets;

    ReceivedTicketController(MailAttachmentCodec links, ReceivedTicketService tickets) {
        this.links = links;
        this.tickets = tickets;
    }

    @GetMapping("/internal/mail-attachments/{link}/ticket.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String link) {
        var pdf = links.decode(link)
                .flatMap(tickets::pdfOf)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such ticket.")
                        .toException());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PDF)
                .body(pdf);
    }
}
