package dev.boxoffice.booking.transfer.held;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.page.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds the tickets somebody has: of their own bookings what they have not given away, and what they were given.
@Repository
class HeldTicketRepository {

    /// @param buyer who has paid for it
    record Held(TicketId ticket, UUID booking, String buyer, int serial, boolean used) {}

    private static final String HELD = """
            from (
                select b.event_id, b.id booking_id, o.ordinal from booking.booking b cross join lateral unnest(b.ordinals) o (ordinal)
                 where b.buyer = :me and b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                union
                select r.event_id, r.booking_id, r.ordinal from booking.ticket_transfer r where r.accepted_by = :me) mine
              join inventory.ticket t on t.event_id = mine.event_id and t.ordinal = mine.ordinal and t.booking_id = mine.booking_id
               and t.status = 'BOOKED' and t.owner = :me
            """;

    private static final String COLUMNS = """
            select t.event_id, t.ordinal, t.booking_id, t.serial,
                   (select buyer from booking.booking b where b.event_id = t.event_id and b.id = t.booking_id) buyer,
                   exists (select from booking.check_in c
                            where c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id) used
            """;

    private final JdbcClient jdbc;

    HeldTicketRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Held> find(String owner, PageQuery page) {
        return jdbc.sql(COLUMNS + HELD + " order by t.event_id desc, t.ordinal limit :size offset :offset")
                .param("me", owner)
                .param("size", page.size())
                .param("offset", page.offset())
                .query((row, _) -> read(row))
                .list();
    }

    long count(String owner) {
        return jdbc.sql("select count(*) " + HELD)
                .param("me", owner)
                .query(Long.class)
                .single();
    }

    /// Who accepted a transfer, while the ticket is theirs.
    record Received(UUID booking, String receiver, int ordinal) {}

    Optional<Received> findReceived(UUID transfer) {
        return jdbc.sql("""
                        select r.booking_id, r.accepted_by, r.ordinal from booking.ticket_transfer r
                          join inventory.ticket t on t.event_id = r.event_id and t.ordinal = r.ordinal
                           and t.booking_id = r.booking_id and t.owner = r.accepted_by and t.serial = r.serial + 1
                         where r.id = ? and r.status = 'ACCEPTED' and t.status = 'BOOKED'
                        """)
                .param(transfer)
                .query((row, _) -> new Received(row.getObject(1, UUID.class), row.getString(2), row.getInt(3)))
                .optional();
    }

    private static Held read(ResultSet row) throws SQLException {
        return new Held(
                new TicketId(row.getObject("event_id", UUID.class), row.getInt("ordinal")),
                row.getObject("booking_id", UUID.class),
                row.getString("buyer"),
                row.getInt("serial"),
                row.getBoolean("used"));
    }
}
