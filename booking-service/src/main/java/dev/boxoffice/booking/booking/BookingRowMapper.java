package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/// Reads a booking from a row of `booking.booking`.
public final class BookingRowMapper implements RowMapper<Booking> {

    public static final String COLUMNS = """
            event_id, id, buyer, hold_key, ordinals, amount, currency, amounts, lines::text lines,
            pricing_version, code_number, status, admission_id, failure_code, attempt,
            attempt_answered, attempt_started_at, payment_method, payment_intent_id, client_secret, payment_deadline,
            created_at""";

    @Override
    public Booking mapRow(ResultSet row, int number) throws SQLException {
        return new Booking(
                row.getObject("event_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("buyer"),
                row.getString("hold_key"),
                List.of((Integer[]) row.getArray("ordinals").getArray()),
                price(row),
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

    private static BookingPrice price(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var lines = row.getString("lines");
        return new BookingPrice(
                new Money(row.getLong("amount"), currency),
                List.of((Long[]) row.getArray("amounts").getArray()),
                lines == null ? null : BookingLineConverter.fromJson(lines, currency),
                row.getLong("pricing_version"),
                row.getObject("code_number", Integer.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
