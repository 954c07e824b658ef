package dev.boxoffice.booking.testing;

import dev.boxoffice.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Many sales, written as rows. Sold within the last year, two by two; one booking in forty was given
/// back, one ticket in a hundred passed on. Event number n has the id `md5('event n')`.
public final class SaleVolume {

    private static final int WRITERS = 2;

    private SaleVolume() {}

    public static void fill(TestPostgres postgres, int events, int seats) throws Exception {
        var sql = JdbcClient.create(postgres.superuser());
        var indexes = dropIndexes(sql);
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var written = IntStream.rangeClosed(1, WRITERS)
                    .mapToObj(writer -> writers.submit(() -> write(postgres, writer, events, seats)))
                    .toList();
            for (var writer : written) {
                writer.get();
            }
        }
        indexes.forEach(index -> sql.sql(index).update());
        sql.sql("vacuum analyze booking.booking, booking.ledger_entry, booking.refund, booking.returned_ticket,"
                        + " booking.ticket_transfer, inventory.ticket")
                .update();
    }

    /// Those of no constraint: built once all rows are there they take a fraction of the time.
    ///
    /// @return what makes them again
    private static List<String> dropIndexes(JdbcClient sql) {
        var made = new ArrayList<String>();
        sql.sql("""
                        select schemaname || '.' || indexname, replace(indexdef, ' ON ONLY ', ' ON ') from pg_indexes
                         where (schemaname, tablename) in (('booking', 'booking'), ('booking', 'ledger_entry'), ('inventory', 'ticket'))
                           and indexname not in (select conname from pg_constraint)
                        """)
                .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(index -> {
                    sql.sql("drop index " + index.getKey()).update();
                    made.add(index.getValue());
                });
        return made;
    }

    /// @return how many events it wrote
    private static int write(TestPostgres postgres, int first, int last, int seats) throws SQLException {
        var events = 0;
        try (var connection = postgres.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "set session_replication_role = replica"); // foreign keys of events that need not be there
            for (var event = first; event <= last; event += WRITERS) {
                events++;
                statement.execute("""
                        with event as (select md5('event %1$d')::uuid id, now() - random() * interval '360 days' - interval '1 day' sold_at),
                        sale as (
                            select e.id event_id, uuidv7(e.sold_at - now()) id, n, 'buyer ' || n buyer, e.sold_at
                              from event e, generate_series(0, %2$d / 2 - 1) n
                        ), ticket as (
                            insert into inventory.ticket (event_id, ordinal, status, price_tier, booking_id, owner, changed_at)
                            select event_id, 2 * n + side, case when n %% 40 = 0 then 'AVAILABLE' else 'BOOKED' end, 1,
                                   case when n %% 40 <> 0 then id end,
                                   case when n %% 40 <> 0 then case when n %% 50 = 1 and side = 0 then 'friend of ' || buyer else buyer end end,
                                   sold_at
                              from sale, generate_series(0, 1) side
                        ), booking as (
                            insert into booking.booking (event_id, id, buyer, hold_key, ordinals, quantity, amount, currency, status,
                                payment_intent_id, created_at, updated_at, amounts)
                            select event_id, id, buyer, 'hold ' || n, array[2 * n, 2 * n + 1], 2, 9000, 'EUR',
                                   case when n %% 40 = 0 then 'REFUNDED' else 'CONFIRMED' end,
                                   'pi_%1$d_' || n, sold_at, sold_at, array[4500, 4500] from sale
                        ), returned as (
                            insert into booking.returned_ticket (event_id, booking_id, ordinal, status, percent, fees, returned_at)
                            select event_id, id, 2 * n + side, 'RETURNED', 100, 'ALL', sold_at
                              from sale, generate_series(0, 1) side where n %% 40 = 0
                        ), refund as (
                            insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason, status,
                                stripe_refund_id, created_at, updated_at)
                            select event_id, gen_random_uuid(), id, 'pi_%1$d_' || n, 9000, 'EUR', 'CUSTOMER', 'SUCCEEDED', 're_%1$d_' || n, sold_at, sold_at
                              from sale where n %% 40 = 0
                        ), transfer as (
                            insert into booking.ticket_transfer (event_id, id, booking_id, ordinal, serial, from_subject, to_address, status,
                                accepted_by, created_at, expires_at, decided_at)
                            select event_id, gen_random_uuid(), id, 2 * n, 0, buyer, 'friend of ' || buyer, 'ACCEPTED', 'friend of ' || buyer,
                                   sold_at, sold_at, sold_at
                              from sale where n %% 50 = 1 and n %% 40 <> 0
                        )
                        insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
                            recorded_at)
                        select event_id, id, 'CAPTURE', 'pi_%1$d_' || n, 'pi_%1$d_' || n, 9000, 'EUR', sold_at from sale
                        union all
                        select event_id, id, 'REFUND', 'pi_%1$d_' || n, 're_%1$d_' || n, -9000, 'EUR', sold_at from sale where n %% 40 = 0
                        """.formatted(event, seats));
            }
        }
        return events;
    }
}
