package dev.boxoffice.booking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.standalone.stripe.StripeSimulator;
import dev.boxoffice.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The promises of a sale, looked up in the stores after whatever has happened: one owner a seat, money
/// captured is tickets booked, nothing held past its deadline. The SQL is contracts/postgres/invariants.sql.
public final class BookingInvariants {

    private final JdbcClient jdbc;
    private final StripeSimulator stripe;

    public BookingInvariants(TestPostgres postgres, StripeSimulator stripe) {
        this.jdbc = JdbcClient.create(postgres.superuser());
        this.stripe = stripe;
    }

    public void verify(UUID event) {
        assertThat(jdbc.sql(sql()).query().listOfRows().stream()
                        .filter(row -> event.equals(row.get("event_id")))
                        .toList())
                .as("broken promises in Postgres")
                .isEmpty();
        for (var booking : jdbc.sql("select id, status, amount from booking.booking where event_id = ?")
                .param(event)
                .query()
                .listOfRows()) {
            assertThat(stripe.captured("booking_id", booking.get("id").toString()))
                    .as("captures of %s", booking)
                    .isEqualTo(isPaid(booking) ? 1 : 0);
        }
    }

    /// A cancelled booking may have its refund still to come.
    private boolean isPaid(Map<String, Object> booking) {
        var paid = booking.get("status").equals("CONFIRMED")
                || booking.get("status").equals("CANCELLED");
        return paid && ((Number) booking.get("amount")).longValue() > 0;
    }

    public static String sql() {
        try {
            return Files.readString(Path.of("../contracts/postgres/invariants.sql"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
