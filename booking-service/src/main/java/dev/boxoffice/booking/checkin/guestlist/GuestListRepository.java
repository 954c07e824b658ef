package dev.boxoffice.booking.checkin.guestlist;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the tickets that let somebody in, or what has changed of them.
@Repository
class GuestListRepository {

    private static final int FETCHED = 500;

    private static final String CHANGED = """
              from inventory.ticket t
              left join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id and t.status = 'BOOKED'
              left join booking.check_in c on c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
             where t.event_id = :event
               and (:since::timestamptz is null and t.status = 'BOOKED'
                    or t.changed_at >= :since and t.version > 0
                    or exists (select from booking.check_in_scan s
                                where s.event_id = t.event_id and s.ordinal = t.ordinal and s.booking_id = t.booking_id
                                  and coalesce(s.uploaded_at, s.scanned_at) >= :since)
                    or t.ordinal in (select u.ordinal from booking.check_in_undo u
                                      where u.event_id = :event and u.undone_at >= :since))
            """;

    private static final String ROWS = """
            select t.ordinal, b.id booking_id, t.serial, coalesce(c.direction = 'IN', false) inside,
                   coalesce((select l ->> 'priceType' from jsonb_array_elements(b.lines) l
                              where l ->> 'kind' = 'TICKET' and (l ->> 'ordinal')::integer = t.ordinal limit 1),
                            'Standard') price_type
            """ + CHANGED + " order by t.ordinal";

    private final JdbcClient jdbc;

    GuestListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param since null for all tickets that stand
    int count(UUID event, @Nullable Instant since) {
        return statement("select count(*) " + CHANGED, event, since)
                .query(Integer.class)
                .single();
    }

    /// In seat-map order.
    void find(EventSale sale, @Nullable Instant since, Consumer<GuestListRow> rows) {
        statement(ROWS, sale.id(), since).withFetchSize(FETCHED).query(row -> {
            rows.accept(row(row, sale));
        });
    }

    private JdbcClient.StatementSpec statement(String sql, UUID event, @Nullable Instant since) {
        return jdbc.sql(sql)
                .param("event", event)
                .param("since", since == null ? null : since.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static GuestListRow row(ResultSet row, EventSale sale) throws SQLException {
        var ordinal = row.getInt("ordinal");
        var id = new TicketId(sale.id(), ordinal).toString();
        var booking = row.getObject("booking_id", UUID.class);
        if (booking == null) {
            return new GuestListRow(id, null);
        }
        var place = sale.layout().locationOf(ordinal);
        return new GuestListRow(
                id,
                new GuestListEntry(
                        id,
                        booking,
                        row.getInt("serial"),
                        place.section(),
                        place.row(),
                        place.seat(),
                        row.getString("price_type"),
                        row.getBoolean("inside")));
    }
}
