package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.api.BookingView.BookedTicketView;
import dev.boxoffice.booking.booking.api.BookingViewService;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.catalogue.TicketId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Makes the e-tickets of a paid booking: those that still let somebody in, for who has them now.
@Service
public class ETicketService {

    private final BookingViewService views;
    private final BuyerContactRepository contacts;
    private final TicketSerialRepository serials;
    private final TicketCodeCodec codes;

    ETicketService(
            BookingViewService views,
            BuyerContactRepository contacts,
            TicketSerialRepository serials,
            TicketCodeCodec codes) {
        this.views = views;
        this.contacts = contacts;
        this.serials = serials;
        this.codes = codes;
    }

    /// Those of its buyer: what they have given away is another's.
    public List<ETicket> ticketsOf(Booking booking) {
        var holder = contacts.find(booking).map(BuyerContact::name).orElse(null);
        return ticketsOf(booking, booking.buyer(), holder);
    }

    /// Whether any of them is its buyer's.
    public boolean hasTickets(Booking booking) {
        return !serials.serialsOf(booking, booking.buyer()).isEmpty();
    }

    /// @param owner who has them now
    public List<ETicket> ticketsOf(Booking booking, String owner, @Nullable String holderName) {
        var held = serials.serialsOf(booking, owner);
        return views.viewOf(booking).tickets().stream()
                .flatMap(ticket -> ticket(ticket, booking, held, holderName).stream())
                .toList();
    }

    private Optional<ETicket> ticket(
            BookedTicketView ticket, Booking booking, Map<Integer, Integer> held, @Nullable String holderName) {
        var id = TicketId.parse(ticket.id()).orElseThrow();
        return Optional.ofNullable(held.get(id.ordinal())).map(serial -> {
            var code = codes.encode(new TicketCode(id, booking.id(), serial));
            return new ETicket(
                    ticket.id(), ticket.section(), ticket.row(), ticket.seat(), ticket.price(), holderName, code);
        });
    }
}
