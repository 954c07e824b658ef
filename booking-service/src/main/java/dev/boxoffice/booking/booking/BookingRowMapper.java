package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/// Reads a booking from a row of `booking.booking` and, while its payment is open, of `booking.payment_in_flight`.
public final class BookingRowMapper implements RowMapper<Booking> {

    private static final String OF_BOOKING = """
            b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
            b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at""";

    /// Of a booking `b` and what is in flight of it, `f`.
    public static final String COLUMNS =
            OF_BOOKING + ", f.answered, f.started_at, f.method, f.client_secret, f.deadline\n";

    public static final String FROM = """
            from booking.booking b
            left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
            """;

    /// Of a booking `b` that has nothing in flight any more.
    static final String SETTLED_COLUMNS = OF_BOOKING + """
            , null::boolean answered, null::timestamptz started_at, null::text method, null::text client_secret,
            null::timestamptz deadline
            """;

    /// What a `returning` has to name so that [#SETTLED_COLUMNS] can be read from it.
    static final String RETURNED = OF_BOOKING.replace("b.", "");

    /// The same where the statement names the booking `b` among others.
    static final String RETURNED_OF_B = OF_BOOKING;

    @Override
    public Booking mapRow(ResultSet row, int number) throws SQLException {
        var createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
        var startedAt = instant(row, "started_at");
        var deadline = instant(row, "deadline");
        return new Booking(
                row.getObject("event_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("buyer"),
                row.getString("hold_key"),
                TicketVersions.list(row, "ordinals", Integer[].class),
                price(row),
                BookingStatus.valueOf(row.getString("status")),
                row.getString("admission_id"),
                row.getString("failure_code"),
                new Booking.Attempt(
                        row.getInt("attempt"),
                        startedAt == null || row.getBoolean("answered"),
                        startedAt == null ? createdAt : startedAt,
                        row.getString("method"),
                        row.getString("payment_intent_id"),
                        row.getString("client_secret"),
                        deadline == null ? createdAt : deadline),
                createdAt);
    }

    private static BookingPrice price(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var lines = row.getString("lines");
        return new BookingPrice(
                new Money(row.getLong("amount"), currency),
                TicketVersions.list(row, "amounts", Long[].class),
                lines == null ? null : BookingLineConverter.fromJson(lines, currency),
                row.getLong("pricing_version"),
                row.getObject("code_number", Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
