package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import java.util.List;
import org.springframework.stereotype.Service;

/// Prints e-tickets of a booking as one PDF, a page a ticket.
@Service
public class TicketDocumentService {

    private final SaleCatalogueService catalogue;
    private final ETicketService tickets;
    private final TicketPdfService pdf;

    TicketDocumentService(SaleCatalogueService catalogue, ETicketService tickets, TicketPdfService pdf) {
        this.catalogue = catalogue;
        this.tickets = tickets;
        this.pdf = pdf;
    }

    /// Those that its buyer has.
    public byte[] pdfOf(Booking booking) {
        return pdfOf(booking, tickets.ticketsOf(booking));
    }

    public byte[] pdfOf(Booking booking, List<ETicket> some) {
        var programme = catalogue.find(booking.event()).orElseThrow().programme();
        return pdf.print(programme, booking.id(), some);
    }
}
