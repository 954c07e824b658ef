package dev.boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A million bookings of events long past, beside which a sale must be as fast as in empty tables. Their payments
/// failed, so that they own no tickets; they go when the run is over.
final class GeneratedBookings {

    private static final int CHUNKS = 20;
    private static final String REMOVE = "delete from booking.booking where hold_key like 'past-%'";
    private static final int MILLION = 1_000_000;

    private final String url;
    private final Properties login;

    private GeneratedBookings(String url, Properties login) {
        this.url = url;
        this.login = login;
    }

    /// In the database of the standalone platform, by the superuser whose password its launcher keeps.
    static GeneratedBookings inStandalone() throws IOException {
        var secret = Path.of(System.getenv().getOrDefault("BOXOFFICE_HOME", ".boxoffice"), "secrets", "postgres");
        var login = new Properties();
        login.setProperty("user", System.getenv().getOrDefault("BOXOFFICE_BENCH_DB_USER", "postgres"));
        login.setProperty(
                "password",
                Files.exists(secret)
                        ? Files.readString(secret).strip()
                        : System.getenv().getOrDefault("BOXOFFICE_BENCH_DB_PASSWORD", ""));
        return new GeneratedBookings(
                System.getenv().getOrDefault("BOXOFFICE_DB_URL", "jdbc:postgresql://localhost:15432/boxoffice"), login);
    }

    void create() throws SQLException {
        try (var database = DriverManager.getConnection(url, login)) {
            var chunk = MILLION / CHUNKS;
            for (var from = 0; from < MILLION; from += chunk) {
                execute(database, """
                        insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount,
                            currency, status, created_at, updated_at)
                        select md5('bench past ' || n %% 1000)::uuid, md5('bench booking ' || n)::uuid,
                               'past-buyer-' || n %% 50000, 'past-' || n, array[n], array[4500], 1, 4500, 'EUR',
                               'PAYMENT_FAILED', now() - interval '1 day', now() - interval '1 day'
                          from generate_series(%d, %d) n
                        on conflict do nothing
                        """.formatted(from + 1, from + chunk));
            }
            execute(database, "vacuum (analyze) booking.booking");
            execute(database, "checkpoint");
        }
    }

    void drop() throws SQLException {
        try (var database = DriverManager.getConnection(url, login)) {
            execute(database, REMOVE);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
