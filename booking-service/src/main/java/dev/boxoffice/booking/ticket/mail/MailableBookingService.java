package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.ticket.ETicketService;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Knows of which bookings there are tickets to be mailed.
@Service
class MailableBookingService {

    private final BookingRepository bookings;
    private final ETicketService tickets;

    MailableBookingService(BookingRepository bookings, ETicketService tickets) {
        this.bookings = bookings;
        this.tickets = tickets;
    }

    /// Those among them, in one statement for all that were sold a moment ago. Tickets are looked for only where some
    /// have gone back.
    Map<UUID, Booking> find(Set<UUID> sold) {
        return bookings.find(sold).stream()
                .filter(booking -> booking.status().isPaid())
                .filter(booking -> booking.status() == BookingStatus.CONFIRMED || hasTickets(booking))
                .collect(Collectors.toMap(Booking::id, Function.identity()));
    }

    /// Whether its buyer still has one.
    boolean hasTickets(Booking booking) {
        return tickets.hasTickets(booking);
    }
}
