package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingQueries;
import dev.boxoffice.booking.booking.BookingTransitions;
import dev.boxoffice.booking.booking.CancelReason;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Undoes the bookings of cancelled events, a batch at a time. It looks at what is, not at messages, so a
/// payment that was under way when the event was cancelled is found too, as soon as it is confirmed.
@Component
class CancelledEvents implements Chores.Chore {

    private final JdbcClient jdbc;
    private final BookingTransitions transitions;
    private final PaymentProperties properties;
    private final Clock clock;

    CancelledEvents(JdbcClient jdbc, BookingTransitions transitions, PaymentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transitions = transitions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public List<Runnable> due() {
        return jdbc
                .sql("select " + BookingQueries.COLUMNS + """
                         from booking.booking b
                        where status = 'CONFIRMED'
                          and event_id in (select e.id from catalog.event e where e.status = 'CANCELLED')
                        limit ?
                        """)
                .param(properties.checkBatch())
                .query((row, _) -> BookingQueries.read(row))
                .list()
                .stream()
                .<Runnable>map(booking -> () -> undo(booking))
                .toList();
    }

    /// Two instances may find the same one: its state lets one of them act.
    private void undo(Booking booking) {
        transitions.cancel(booking, CancelReason.EVENT_CANCELLED, clock.instant());
    }
}
