package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.booking.Booking;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whose the tickets of a booking are, and which of their codes opens the door.
@Repository
class TicketSerialRepository {

    private final JdbcClient jdbc;

    TicketSerialRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Serials by ordinal, of those tickets of the booking that are this person's now.
    Map<Integer, Integer> serialsOf(Booking booking, String owner) {
        var serials = new HashMap<Integer, Integer>();
        jdbc.sql("""
                        select ordinal, serial from inventory.ticket
                         where event_id = ? and ordinal = any(?) and booking_id = ? and status = 'BOOKED' and owner = ?
                        """)
                .params(booking.event(), booking.ordinals().toArray(Integer[]::new), booking.id(), owner)
                .query(row -> {
                    serials.put(row.getInt(1), row.getInt(2));
                });
        return serials;
    }
}
