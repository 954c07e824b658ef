package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.page.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads bookings.
@Repository
public class BookingQueries {

    public static final String COLUMNS = """
            event_id, id, buyer, hold_key, ordinals, amount, currency, status, admission_id, failure_code, attempt,
            attempt_answered, attempt_started_at, payment_method, payment_intent_id, client_secret, payment_deadline,
            created_at""";

    private final JdbcClient jdbc;

    BookingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Booking> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from booking.booking where id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional();
    }

    public Optional<Booking> find(UUID event, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from booking.booking where event_id = ? and id = ?")
                .params(event, id)
                .query((row, _) -> read(row))
                .optional();
    }

    public Optional<Booking> ofHold(UUID event, String holdKey) {
        return jdbc.sql("select " + COLUMNS + " from booking.booking where event_id = ? and hold_key = ?")
                .params(event, holdKey)
                .query((row, _) -> read(row))
                .optional();
    }

    List<Booking> ofBuyer(String buyer, PageQuery page) {
        return jdbc.sql("select " + COLUMNS + """
                         from booking.booking where buyer = ?
                        order by created_at desc, id desc limit ? offset ?
                        """)
                .params(buyer, page.size(), page.offset())
                .query((row, _) -> read(row))
                .list();
    }

    long countOfBuyer(String buyer) {
        return jdbc.sql("select count(*) from booking.booking where buyer = ?")
                .param(buyer)
                .query(Long.class)
                .single();
    }

    /// What each seat cost when it was claimed.
    Map<Integer, Long> pricesOf(UUID event, UUID booking) {
        var prices = new HashMap<Integer, Long>();
        jdbc.sql("select ordinal, amount from booking.booking_line where event_id = ? and booking_id = ?")
                .params(event, booking)
                .query(row -> {
                    prices.put(row.getInt(1), row.getLong(2));
                });
        return prices;
    }

    boolean isAnyoneInside(UUID event, UUID booking) {
        return jdbc.sql("""
                        select exists (select from booking.check_in c join booking.booking b
                            on b.event_id = c.event_id and b.id = c.booking_id and c.ordinal = any(b.ordinals)
                         where b.event_id = ? and b.id = ?)
                        """).params(event, booking).query(Boolean.class).single();
    }

    public static Booking read(ResultSet row) throws SQLException {
        return new Booking(
                row.getObject("event_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("buyer"),
                row.getString("hold_key"),
                List.of((Integer[]) row.getArray("ordinals").getArray()),
                new Money(row.getLong("amount"), row.getString("currency")),
                BookingStatus.valueOf(row.getString("status")),
                row.getString("admission_id"),
                row.getString("failure_code"),
                new Booking.Attempt(
                        row.getInt("attempt"),
                        row.getBoolean("attempt_answered"),
                        instant(row, "attempt_started_at"),
                        row.getString("payment_method"),
                        row.getString("payment_intent_id"),
                        row.getString("client_secret"),
                        instant(row, "payment_deadline")),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
