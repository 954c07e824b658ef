package dev.boxoffice.booking.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.testing.BookingRedisMonitor;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingSqlCounter;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TestRedis;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// P1: what a sale costs the stores, from reserve to the answer CONFIRMED and the webhook, counted where the work
/// arrives.
@DirtiesContext
@Import(BookingSqlCounter.class)
// Reading the catalogue anew is no part of a sale, nor is showing seats whose payment takes longer than others'.
@TestPropertySource(properties = {"boxoffice.catalogue.refresh=1h", "boxoffice.mirror.repair-after=1m"})
class SaleCostTest extends BookingServiceTest {

    private static final int SALES = 40;
    private static final int WARM_UP = 20;
    static final TestRedis OWN_REDIS = TestRedis.start();
    static final TestPostgres OWN_POSTGRES = TestPostgres.start().migrate("event");

    /// What Postgres did for the service; what only workers send is no part of a sale.
    ///
    /// Workers write for many sales at once, and that is left out: the deletion of told messages, which waits
    /// for no disk, and once a buyer where mail reaches them.
    ///
    /// @param commits that waited for the disk: statements that wrote, each with a commit of its own
    private record Writes(long commits, long walBytes) {}

    private record Updates(long all, long hot) {
        long notHot() {
            return all - hot;
        }
    }

    @Autowired
    BookingSqlCounter sql;

    @Autowired
    SaleCatalogueService catalogue;

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.redis.url", OWN_REDIS::url);
        properties.add("boxoffice.db.url", OWN_POSTGRES::jdbcUrl);
    }

    @Override
    protected BookingTestEvent concert() {
        return BookingTestEvent.in(OWN_POSTGRES);
    }

    private static JdbcClient postgres() {
        return JdbcClient.create(OWN_POSTGRES.superuser());
    }

    @Test
    void a_sale_is_two_commits_and_three_calls_of_redis() throws IOException {
        var concert = concert().seated("Stalls", 4, 25, 4500).open();
        sell(concert, 0, WARM_UP);
        postgres().sql("analyze").update();
        awaitQuiet();
        var updatesBefore = updates();
        postgres().sql("select pg_stat_statements_reset()").query().listOfRows();
        try (var monitor = new BookingRedisMonitor(OWN_REDIS)) {
            monitor.reset();
            sql.reset();
            sell(concert, WARM_UP, SALES);
            awaitQuiet();

            var statements =
                    sql.takenByRequests().size() + sql.takenBy("payment").size();
            assertThat((double) statements / SALES)
                    .as("statements on a sale's path: claim and settle; the second news is found in memory")
                    .isBetween(2.0, 3.0);
            var calls = monitor.roundTrips();
            assertThat((double) calls.size() / SALES)
                    .as("calls of Redis: reserve, begin the claim, mirror: %s", calls)
                    .isBetween(2.9, 3.0);
        }
        var writes = writes();
        assertThat((double) writes.commits() / SALES)
                .as("commits that wait for the disk: %s", writes)
                .isBetween(2.0, 2.1);
        assertThat(writes.walBytes() / SALES).as("bytes of WAL a sale").isLessThanOrEqualTo(3 * 1024L);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        updates().all() - updatesBefore.all() >= 3 * SALES); // two of the ticket, one of the booking
        var updates = updates();
        assertThat(updates.notHot() - updatesBefore.notHot())
                .as("updates that are not HOT")
                .isZero();
    }

    /// P2: also the first reserve of an event that has just been published.
    @Test
    void the_first_reserve_of_an_event_is_one_call_and_no_sql() throws IOException {
        buyer("warm-up").reserve(concert().seated("Stalls", 1, 4, 4500).open().ticket(0));
        var concert = concert().seated("Stalls", 2, 20, 4500).open();
        sql.reset();
        // As event-service does when the event's tickets are committed.
        OWN_REDIS.command("SET bo:{" + concert.id() + "}:loaded publication", "PUBLISH bo:catalog " + concert.id());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !sql.takenBy("catalogue-change").isEmpty());
        catalogue.find(concert.id()); // waits for whoever reads it already
        try (var monitor = new BookingRedisMonitor(OWN_REDIS)) {
            monitor.reset();
            sql.reset();
            assertThat(buyer("first").reserve(concert.ticket(7)).status()).isEqualTo(201);
            assertThat(monitor.roundTrips()).hasSize(1).allMatch(line -> line.contains("\"EVALSHA\""));
            assertThat(sql.takenByRequests()).isEmpty();
        }
    }

    private void sell(BookingTestEvent concert, int from, int count) {
        for (var seat = from; seat < from + count; seat++) {
            var buyer = buyer("cost-" + seat);
            var bought = buyer.buy(buyer.reserve(concert.ticket(seat)).text("holdId"), "pm_card_visa");
            assertThat(bought.text("status")).isEqualTo("CONFIRMED");
        }
    }

    /// Everything told, and no webhook under way.
    private static void awaitQuiet() {
        await().atMost(Duration.ofMinutes(1))
                .during(Duration.ofMillis(500))
                .until(() -> postgres()
                                .sql("select count(*) from booking.outbox")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private static Writes writes() {
        return postgres()
                .sql("""
                        select coalesce(sum(calls), 0), coalesce(sum(wal_bytes), 0)::bigint
                          from pg_stat_statements s join pg_roles r on r.oid = s.userid
                         where r.rolname = 'booking_service' and s.wal_records > 0
                           and query not ilike 'select%' -- a look may tidy a page, and waits for no disk
                           and query not like '%delete from booking.outbox where id%'
                           and query not like '%insert into booking.buyer_contact%'
                           and query not like '%insert into inventory.event_count%' -- twice a second, whatever is sold
                        """)
                .query((row, _) -> new Writes(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static Updates updates() {
        return postgres()
                .sql("""
                        select sum(n_tup_upd)::bigint, sum(n_tup_hot_upd)::bigint from pg_stat_user_tables
                         where schemaname = 'booking' or relname like 'ticket\\_%'
                        """)
                .query((row, _) -> new Updates(row.getLong(1), row.getLong(2)))
                .single();
    }
}
