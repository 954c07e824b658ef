package dev.boxoffice.booking.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.SaleVolume;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// O7: what the check of the last five minutes costs where many tickets were sold before.
/// `-Dboxoffice.volume.tickets=10000000` makes them (four minutes, 8 GB) and says what was measured;
/// the figures stand in docs/operations.md.
@Tag(BoxofficeTest.STORES)
@EnabledIfSystemProperty(named = "boxoffice.volume.tickets", matches = "\\d+")
class InvariantVolumeTest {

    private static final Logger log = LoggerFactory.getLogger(InvariantVolumeTest.class);
    private static final int SEATS = 50_000;

    /// A hundred payments a second, Stripe's own limit, of two tickets each.
    private static final int BOOKINGS_OF_LATE = 30_000;

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MEASURED = 20;

    @Test
    void the_last_five_minutes_are_checked_within_a_second() throws Exception {
        var events = Math.max(20, Integer.getInteger("boxoffice.volume.tickets", 0) / SEATS);
        try (var postgres = TestPostgres.start().migrate("event").migrate("booking")) {
            var sql = JdbcClient.create(postgres.superuser());
            SaleVolume.fill(postgres, events, SEATS);
            log.info(
                    "{} tickets, {} bookings",
                    sql.sql("select count(*) from inventory.ticket")
                            .query(Long.class)
                            .single(),
                    sql.sql("select count(*) from booking.booking")
                            .query(Long.class)
                            .single());
            var invariants = new InvariantRepository(JdbcClient.create(postgres.as("booking_service")));
            sell(sql);
            var now = Instant.now();
            var took = new ArrayList<Duration>();
            for (var run = 0; run < MEASURED; run++) {
                var before = System.nanoTime();
                var breaches = invariants.breaches(now.minus(WINDOW), now);
                invariants.openRefunds(now);
                took.add(Duration.ofNanos(System.nanoTime() - before));
                assertThat(breaches).isEmpty();
            }
            log.info("checked {} bookings of late within {} (first)", BOOKINGS_OF_LATE, took.getFirst());
            Collections.sort(took);
            log.info("within {} (median), {} (longest)", took.get(MEASURED / 2), took.getLast());
            assertThat(took.get(MEASURED / 2)).isLessThan(Duration.ofSeconds(1));
        }
    }

    /// Of twenty events somebody bought again and again within the last four minutes.
    private static void sell(JdbcClient sql) {
        sql.sql("alter table booking.ledger_entry disable trigger user").update();
        var sold = sql.sql("""
                        update booking.ledger_entry l set recorded_at = now() - random() * interval '4 minutes'
                          from generate_series(1, 20) event, generate_series(0, ? / 20 - 1) n
                         where l.event_id = md5('event ' || event)::uuid and l.kind = 'CAPTURE'
                           and l.reference = 'pi_' || event || '_' || n
                        """).param(BOOKINGS_OF_LATE).update();
        assertThat(sold).isEqualTo(BOOKINGS_OF_LATE);
        sql.sql("alter table booking.ledger_entry enable trigger user").update();
    }
}
