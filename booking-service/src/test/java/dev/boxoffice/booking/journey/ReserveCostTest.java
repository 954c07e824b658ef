package dev.boxoffice.booking.journey;

import static dev.boxoffice.booking.journey.ReserveTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.RedisStore;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// What a reserve costs the stores, counted where the calls arrive.
@DirtiesContext
@Import(SqlCounter.class)
@TestPropertySource(properties = "boxoffice.catalogue.refresh=1h") // reading the catalogue anew is no part of a reserve
class ReserveCostTest extends BookingTest {

    private static final int RESERVES = 12;
    static final RedisStore OWN_REDIS = RedisStore.start();

    @Autowired
    SqlCounter sql;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.redis.url", OWN_REDIS::url);
    }

    @Test
    void a_reserve_is_one_round_trip_to_redis_and_no_sql() throws IOException {
        var concert = concert().seated("Stalls", 2, 20, 4500).open();
        buyer("warm-up").reserve(concert.ticket(39)); // reads the catalogue, fills the mirror, loads the script
        nothingElseGoesOn();
        try (var monitor = new RedisMonitor(OWN_REDIS)) {
            monitor.reset();
            sql.reset();
            for (var i = 0; i < RESERVES; i++) {
                assertThat(buyer("cheap-" + i)
                                .reserve(concert.ticket(2 * i), concert.ticket(2 * i + 1))
                                .status())
                        .isEqualTo(201);
            }
            assertThat(monitor.roundTrips()).hasSize(RESERVES).allMatch(line -> line.contains("\"EVALSHA\""));

            refused(buyer("late").reserve(concert.ticket(0)), 409, "seat-taken");
            assertThat(monitor.roundTrips()).as("a refusal too").hasSize(RESERVES + 1);

            var careful = buyer("careful").with("Idempotency-Key", "once-" + concert.id());
            careful.reserve(concert.ticket(30));
            assertThat(careful.reserve(concert.ticket(30)).header("Idempotency-Replayed"))
                    .isEqualTo("true");
            assertThat(monitor.roundTrips()).as("with a key too").hasSize(RESERVES + 3);
            assertThat(sql.takenByRequests()).as("connections to Postgres").isEmpty();

            buyer("cheap-0").get("/bookings");
            assertThat(sql.takenByRequests()).as("the count would see one").isNotEmpty();
        }
    }

    /// Messages and repairs of other tests' sales are brought to Redis by every instance of the service.
    private void nothingElseGoesOn() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(sql().sql("""
                                        select (select count(*) from booking.outbox where published_at is null)
                                             + (select count(*) from booking.mirror_outbox)
                                        """).query(Long.class).single()).isZero());
    }
}
