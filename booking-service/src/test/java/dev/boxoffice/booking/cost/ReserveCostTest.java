package dev.boxoffice.booking.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingRedisMonitor;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingSqlCounter;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// What reserving and following cost the stores, counted where the calls arrive.
@DirtiesContext
@Import(BookingSqlCounter.class)
// Reading the catalogue anew is no part of a reserve.
@TestPropertySource(properties = {"boxoffice.catalogue.refresh=1h", "boxoffice.codes.refresh=1h"})
class ReserveCostTest extends BookingServiceTest {

    private static final int RESERVES = 12;
    private static final int STREAMS = 5;
    private static final int LOOKS = 5;
    static final TestRedis OWN_REDIS = TestRedis.start();
    static final TestPostgres OWN_POSTGRES = TestPostgres.start().migrate("event");

    @Autowired
    BookingSqlCounter sql;

    // Stores of its own: what other tests' sales leave to be sent and repaired would be counted here.
    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.redis.url", OWN_REDIS::url);
        properties.add("boxoffice.db.url", OWN_POSTGRES::jdbcUrl);
    }

    @Override
    protected BookingTestEvent concert() {
        return BookingTestEvent.in(OWN_POSTGRES);
    }

    @Test
    void a_reserve_is_one_round_trip_to_redis_and_no_sql() throws IOException {
        var concert = concert().seated("Stalls", 2, 20, 4500).open();
        buyer("warm-up").reserve(concert.ticket(39)); // reads the catalogue, fills the mirror, loads the script
        try (var monitor = new BookingRedisMonitor(OWN_REDIS)) {
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

    /// Each with a code of its own, as in a presale.
    @Test
    void a_reserve_with_a_code_costs_the_same() throws IOException {
        var concert = concert().seated("Stalls", 2, 20, 4500).open();
        for (var i = 0; i < RESERVES; i++) {
            concert.code("PRESALE-" + i, "ACCESS", Map.of("percent", 10, "uses", 1));
        }
        buyer("warm-up").post("/booking/reserve", Map.of("ticketId", concert.ticket(39), "code", "PRESALE-0"));
        try (var monitor = new BookingRedisMonitor(OWN_REDIS)) {
            monitor.reset();
            sql.reset();
            for (var i = 0; i < RESERVES; i++) {
                var hold = buyer("coded-" + i)
                        .post("/booking/reserve", Map.of("ticketId", concert.ticket(i), "code", "PRESALE-" + i));
                assertThat(hold.status()).isEqualTo(201);
            }
            refused(
                    buyer("guessing").post("/booking/reserve", Map.of("ticketId", concert.ticket(20), "code", "NONE")),
                    409,
                    "code-refused");
            assertThat(monitor.roundTrips()).hasSize(RESERVES + 1).allMatch(line -> line.contains("\"EVALSHA\""));
            assertThat(sql.takenByRequests()).as("connections to Postgres").isEmpty();
        }
    }

    /// D7: however many follow a booking, none of them asks Postgres by itself while nothing changes.
    @Test
    void streams_share_one_look_at_postgres() throws Exception {
        var alice = buyer("follower");
        var seat = concert().seated("Stalls", 1, 4, 4500).open().ticket(0);
        var waiting = alice.buy(alice.reserve(seat).text("holdId"), "pm_card_authenticationRequired");
        var path = "/bookings/" + waiting.text("bookingId") + "/stream";
        sql.reset();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var streams = IntStream.range(0, STREAMS)
                    .mapToObj(_ -> threads.submit(() -> alice.get(path).raw().text()))
                    .toList();
            awaitLooks();
            sql.reset();
            awaitLooks();
            var asked = sql.takenBy("booking-stream").size();
            STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
            for (var stream : streams) {
                assertThat(stream.get()).contains("\"status\":\"CONFIRMED\"");
            }
            // Stripe may have told, and the reconciler found, how the payment stands meanwhile.
            assertThat(asked).isLessThanOrEqualTo(2 * STREAMS);
        }
    }

    private void awaitLooks() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sql.takenBy("booking-changes").size() >= LOOKS);
    }
}
