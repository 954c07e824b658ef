package dev.boxoffice.booking.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.SaleVolume;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// O12: by how much the hot tables shrink, and how long that takes.
/// `-Dboxoffice.volume.bookings=200000` makes so many and says what was measured; the figures stand in
/// docs/operations.md.
@Tag(BoxofficeTest.STORES)
@EnabledIfSystemProperty(named = "boxoffice.volume.bookings", matches = "\\d+")
class ArchiveVolumeTest {

    private static final Logger log = LoggerFactory.getLogger(ArchiveVolumeTest.class);
    private static final int SEATS = 50_000;
    private static final int SEATS_A_BOOKING = 2;
    private static final int BATCH = 200;

    /// Of four events three are over.
    private static final int OVER_OF = 4;

    private record Size(long rows, long bytes) {}

    @Test
    void the_hot_tables_shrink_to_what_is_not_over() throws Exception {
        var events = Math.max(OVER_OF, Integer.getInteger("boxoffice.volume.bookings", 0) * SEATS_A_BOOKING / SEATS);
        try (var postgres = TestPostgres.start().migrate("event").migrate("booking")) {
            var sql = JdbcClient.create(postgres.superuser());
            SaleVolume.fill(postgres, events, SEATS);
            admit(sql);
            var over = IntStream.rangeClosed(1, events)
                    .filter(number -> number % OVER_OF != 0)
                    .mapToObj(number -> sql.sql("select md5('event ' || ?)::uuid")
                            .param(number)
                            .query(UUID.class)
                            .single())
                    .toList();
            var archive = new ArchiveRepository(JdbcClient.create(postgres.as("booking_service")));

            var before = sizes(sql);
            var archiving = time(over, event -> archive.archive(event, Instant.now(), BATCH));
            var archived = sizes(sql);
            sql.sql(
                            "vacuum full booking.booking, booking.ledger_entry, booking.check_in, booking.check_in_scan,"
                                    + " booking.customer_tickets, booking.ticket_transfer, booking.refund, booking.returned_ticket")
                    .update();
            var rewritten = sizes(sql);
            var restoring = time(over, event -> archive.restore(event, BATCH));
            var restored = sizes(sql);

            log.info(
                    "{} of {} events are over: archived within {}, restored within {}",
                    over.size(),
                    events,
                    archiving,
                    restoring);
            before.forEach((table, size) -> log.info(
                    "{} | {} | {} | {} | {}",
                    table,
                    size,
                    archived.get(table),
                    rewritten.get(table),
                    restored.get(table)));
            assertThat(archived.get("booking"))
                    .isNotNull()
                    .satisfies(size -> assertThat(size.rows() * OVER_OF)
                            .isEqualTo(before.getOrDefault("booking", new Size(0, 0))
                                    .rows()));
            assertThat(rows(restored)).isEqualTo(rows(before));
        }
    }

    /// Nine of ten who booked have come, each counted once.
    private static void admit(JdbcClient sql) {
        sql.sql("alter table booking.check_in disable trigger user").update();
        sql.sql("""
                        insert into booking.check_in (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at)
                        select event_id, ordinal, booking_id, 'north', 'nonce ' || ordinal, 'scanner', changed_at
                          from inventory.ticket where status = 'BOOKED' and ordinal % 10 <> 0
                        """).update();
        sql.sql("""
                        insert into booking.check_in_scan (event_id, ordinal, booking_id, scanner, gate, nonce, direction, id, scanned_at)
                        select event_id, ordinal, booking_id, scanner, gate, nonce, 'IN', uuidv7(), admitted_at from booking.check_in
                        """).update();
        sql.sql("alter table booking.check_in enable trigger user").update();
        sql.sql("""
                        insert into booking.customer_tickets (event_id, buyer, quantity)
                        select event_id, owner, count(*) from inventory.ticket where status = 'BOOKED' group by event_id, owner
                        """).update();
    }

    private static Duration time(List<UUID> events, Function<UUID, Optional<Integer>> batch) {
        var begun = System.nanoTime();
        for (var event : events) {
            while (batch.apply(event).orElseThrow() > 0) {}
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Map<String, Size> sizes(JdbcClient sql) {
        sql.sql("vacuum analyze").update();
        var sizes = new TreeMap<String, Size>();
        sql.sql("""
                        select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent
                         where p.relnamespace = 'booking'::regnamespace and p.relkind = 'r'
                        """).query(String.class).list().forEach(table -> {
            var size = size(sql, table);
            if (size.rows() > 0) {
                sizes.put(table, size);
            }
        });
        return sizes;
    }

    private static Size size(JdbcClient sql, String table) {
        return sql.sql("select count(*), pg_total_relation_size('booking." + table + "') from only booking." + table)
                .query((row, _) -> new Size(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static Map<String, Long> rows(Map<String, Size> sizes) {
        var rows = new TreeMap<String, Long>();
        sizes.forEach((table, size) -> rows.put(table, size.rows()));
        return rows;
    }
}
