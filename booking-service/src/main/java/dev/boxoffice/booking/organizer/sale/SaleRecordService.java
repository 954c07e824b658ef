package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.access.BoxOfficeBuyer;
import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldService;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState.Status;
import java.util.List;
import org.springframework.stereotype.Service;

/// Writes a sale of seats that Redis holds for it, and tells those who show them.
@Service
class SaleRecordService {

    private final BoxOfficeSaleRepository sales;
    private final BookingRepository bookings;
    private final OrganizerHoldService holds;
    private final BookingChangePublisher publisher;

    SaleRecordService(
            BoxOfficeSaleRepository sales,
            BookingRepository bookings,
            OrganizerHoldService holds,
            BookingChangePublisher publisher) {
        this.sales = sales;
        this.bookings = bookings;
        this.holds = holds;
        this.publisher = publisher;
    }

    BoxOfficeSaleResult write(BoxOfficeSale sale, List<Hold> held) {
        var written = sales.sell(sale, sale.booking().toString());
        var message = written.message();
        if (message == null) {
            holds.release(held);
            return written.refused().isEmpty()
                    ? new BoxOfficeSaleResult.NotOnSale()
                    : new BoxOfficeSaleResult.Taken(written.refused());
        }
        var buyer = BoxOfficeBuyer.of(sale.booking());
        var tickets = written.sold().as(Status.BOOKED, buyer);
        publisher.publishTickets(new TicketChange(sale.event(), sale.booking(), tickets, null), message);
        return new BoxOfficeSaleResult.Sold(
                bookings.find(sale.event(), sale.booking()).orElseThrow());
    }
}
