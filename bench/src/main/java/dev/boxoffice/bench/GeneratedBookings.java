package dev.boxoffice.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/// A million bookings of events long past, beside which a sale must be as fast as in empty tables. Their payments
/// failed, so that they own no tickets; they go when the run is over.
final class GeneratedBookings {

    private static final int CHUNKS = 20;
    private static final String REMOVE = "delete from booking.booking where hold_key like 'past-%'";
    private static final int MILLION = 1_000_000;

    void create() throws IOException, SQLException {
        try (var database = StandaloneDatabase.connect()) {
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

    void drop() throws IOException, SQLException {
        try (var database = StandaloneDatabase.connect()) {
            execute(database, REMOVE);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
