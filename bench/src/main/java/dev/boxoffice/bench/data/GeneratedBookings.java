package dev.boxoffice.bench.data;

import java.sql.Connection;
import java.sql.SQLException;

/// Bookings of events long past, beside which a sale must be as fast as in empty tables. Their payments failed, so
/// that they own no tickets; they go when the run is over.
public final class GeneratedBookings implements AutoCloseable {

    private static final int CHUNK = 50_000;
    private static final String REMOVE = "delete from booking.booking where hold_key like 'past-%'";

    private final Connection database;

    private GeneratedBookings(Connection database) {
        this.database = database;
    }

    /// @param database a connection of the superuser, which it closes in the end
    public static GeneratedBookings in(Connection database, int count) throws SQLException {
        var bookings = new GeneratedBookings(database);
        bookings.execute("set session_replication_role = replica"); // rows without references need no checking
        bookings.execute(REMOVE); // what a run that was killed left behind
        for (var from = 0; from < count; from += CHUNK) {
            bookings.execute("""
                    insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount,
                        currency, status, created_at, updated_at)
                    select md5('bench past ' || n %% 1000)::uuid, md5('bench booking ' || n)::uuid,
                           'past-buyer-' || n %% 50000, 'past-' || n, array[n], array[4500], 1, 4500, 'EUR',
                           'PAYMENT_FAILED', now() - interval '1 day', now() - interval '1 day'
                      from generate_series(%d, %d) n
                    """.formatted(from + 1, Math.min(from + CHUNK, count)));
        }
        bookings.tidy();
        return bookings;
    }

    /// What comes next is measured: nothing of this may still have to be tidied up by then.
    private void tidy() throws SQLException {
        execute("vacuum (analyze) booking.booking");
        execute("checkpoint");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (database) {
            execute(REMOVE);
            tidy();
        }
    }
}
