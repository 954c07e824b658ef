package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.mail.BuyerMailText;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Service;

/// Prints e-tickets of a booking as one PDF, a page a ticket.
@Service
public class TicketDocumentService implements AutoCloseable {

    /// Fewer than there are processors: sales want one, too.
    private static final int PRINTERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 2);

    private final SaleCatalogueService catalogue;
    private final BuyerContactRepository contacts;
    private final ETicketService tickets;
    private final TicketPdfService pdf;
    private final ExecutorService printers = Executors.newFixedThreadPool(
            PRINTERS, Thread.ofPlatform().name("ticket-printer-", 0).daemon().factory());

    TicketDocumentService(
            SaleCatalogueService catalogue,
            BuyerContactRepository contacts,
            ETicketService tickets,
            TicketPdfService pdf) {
        this.catalogue = catalogue;
        this.contacts = contacts;
        this.tickets = tickets;
        this.pdf = pdf;
    }

    /// Those that its buyer has; empty where none is left to them.
    public Optional<byte[]> pdfOf(Booking booking) {
        var contact = contacts.find(booking);
        var holder = contact.map(BuyerContact::name).orElse(null);
        var own = tickets.ticketsOf(booking, booking.buyer(), holder);
        return own.isEmpty() ? Optional.empty() : Optional.of(pdfOf(booking, own, contact));
    }

    /// @param contact of who has them now, whose language they are in
    public byte[] pdfOf(Booking booking, List<ETicket> some, Optional<BuyerContact> contact) {
        var text = BuyerMailText.of(contact);
        var programme = catalogue.find(booking.event()).orElseThrow().programme();
        // Drawing is nothing but work. Done by a request's own virtual thread, it would keep all others from the few
        // carriers they share: 200 tickets in one booking, and nobody else buys meanwhile.
        return CompletableFuture.supplyAsync(() -> pdf.print(programme, booking.id(), some, text), printers)
                .join();
    }

    @Override
    public void close() {
        printers.shutdownNow();
    }
}
