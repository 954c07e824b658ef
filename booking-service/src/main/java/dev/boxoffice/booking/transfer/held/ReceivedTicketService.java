package dev.boxoffice.booking.transfer.held;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.ticket.ETicketService;
import dev.boxoffice.booking.ticket.TicketDocumentService;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Prints a ticket that somebody was given.
@Service
class ReceivedTicketService {

    private final HeldTicketRepository received;
    private final BookingRepository bookings;
    private final BuyerContactRepository contacts;
    private final ETicketService tickets;
    private final TicketDocumentService documents;

    ReceivedTicketService(
            HeldTicketRepository received,
            BookingRepository bookings,
            BuyerContactRepository contacts,
            ETicketService tickets,
            TicketDocumentService documents) {
        this.received = received;
        this.bookings = bookings;
        this.contacts = contacts;
        this.tickets = tickets;
        this.documents = documents;
    }

    /// Empty where the transfer is not accepted, or the ticket has gone on.
    Optional<byte[]> pdfOf(UUID transfer) {
        return received.findReceived(transfer)
                .flatMap(ticket -> bookings.find(ticket.booking()).map(booking -> pdf(booking, ticket)));
    }

    private byte[] pdf(Booking booking, HeldTicketRepository.Received ticket) {
        var id = new TicketId(booking.event(), ticket.ordinal()).toString();
        var contact = contacts.find(ticket.receiver());
        var holder = contact.map(BuyerContact::name).orElse(null);
        var one = tickets.ticketsOf(booking, ticket.receiver(), holder).stream()
                .filter(held -> held.ticketId().equals(id))
                .toList();
        return documents.pdfOf(booking, one, contact);
    }
}
