package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import java.util.List;
import org.springframework.stereotype.Service;

/// Makes the e-tickets of a paid booking: those that still let somebody in.
@Service
public class ETicketService {

    private final BookingViewService views;
    private final SaleCatalogueService catalogue;
    private final BuyerContactRepository contacts;
    private final TicketCodeCodec codes;
    private final TicketPdfService pdf;

    ETicketService(
            BookingViewService views,
            SaleCatalogueService catalogue,
            BuyerContactRepository contacts,
            TicketCodeCodec codes,
            TicketPdfService pdf) {
        this.views = views;
        this.catalogue = catalogue;
        this.contacts = contacts;
        this.codes = codes;
        this.pdf = pdf;
    }

    public List<ETicket> ticketsOf(Booking booking) {
        var holder = contacts.find(booking).map(BuyerContact::name).orElse(null);
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
                            holder,
                            code,
                            QrCode.of(code).toDataUrl());
                })
                .toList();
    }

    /// A page a ticket.
    public byte[] pdfOf(Booking booking) {
        var programme = catalogue.find(booking.event()).orElseThrow().programme();
        return pdf.print(programme, booking.id(), ticketsOf(booking));
    }
}
