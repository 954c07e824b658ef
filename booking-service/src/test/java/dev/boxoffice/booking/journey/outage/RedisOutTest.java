package dev.boxoffice.booking.journey.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.testkit.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "boxoffice.redis.timeout=1s",
            "boxoffice.redis-guard.open-for=500ms",
            "boxoffice.redis-guard.trial-calls=1"
        })
class RedisOutTest extends BookingServiceTest {

    static final TestRedis OWN_REDIS = TestRedis.start();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.redis.url", OWN_REDIS::url);
    }

    @Autowired
    MeterRegistry metrics;

    private boolean suspended;

    @AfterEach
    void redisIsBack() {
        wakeRedis();
        awaitGuaranteed();
    }

    @Test
    void two_unguaranteed_holds_on_one_seat_have_one_winner_and_the_loser_pays_nothing() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        alice.reserve(concert.ticket(3));
        freezeRedis();
        var alices = awaitUnguaranteed(alice, concert.ticket(0));
        var bobs = awaitUnguaranteed(bob, concert.ticket(0));

        var answers = together(List.<Callable<BookingTestResponse>>of(
                () -> alice.buy(alices.text("holdId"), "pm_card_visa"),
                () -> bob.buy(bobs.text("holdId"), "pm_card_visa")));
        assertThat(answers.stream().map(BookingTestResponse::status)).containsExactlyInAnyOrder(200, 409);
        var loser = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        refused(loser, 409, "seat-taken");
        assertThat(sql().sql("select count(*) from booking.booking where event_id = ?")
                        .param(concert.id())
                        .query(Long.class)
                        .single())
                .as("the loser has no booking, so nothing to pay")
                .isEqualTo(1);
        promisesAreKept(concert);
    }

    @Test
    void a_frozen_redis_is_left_alone_and_seats_are_held_without_it() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        freezeRedis();
        awaitUnguaranteed(alice, concert.ticket(0));
        await().until(() -> {
            assertThat(alice.reserve(concert.ticket(1)).status()).isEqualTo(201);
            return isBreakerOpen();
        });
        for (var i = 2; i < 7; i++) {
            var hold = alice.reserve(concert.ticket(i));
            assertThat(hold.status()).isEqualTo(201);
            assertThat(hold.body().path("guaranteed").asBoolean()).isFalse();
        }
    }

    private boolean isBreakerOpen() {
        return metrics.get("boxoffice.redis.breaker.open").gauge().value() == 1;
    }

    @Test
    void a_hold_taken_before_redis_went_can_be_paid_and_is_sold_when_it_is_back() {
        var concert = concert().seated("Stalls", 1, 4, 4500).limits(4, 4).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var hold = alice.reserve(concert.tickets(0, 2)).text("holdId");
        freezeRedis();
        awaitUnguaranteed(bob, concert.ticket(3));
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        wakeRedis();
        awaitGuaranteed();
        refused(bob.reserve(concert.ticket(1)), 409, "seat-taken");
        refused(alice.reserve(concert.ticket(2), concert.ticket(3), concert.ticket(0)), 409, "ticket-limit");
        promisesAreKept(concert);
    }

    @Test
    void an_unguaranteed_hold_confirmed_after_redis_is_back_gives_way_to_a_guaranteed_one() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        freezeRedis();
        var alices = awaitUnguaranteed(alice, concert.ticket(0)).text("holdId");
        var alone = awaitUnguaranteed(alice, concert.ticket(1)).text("holdId");
        wakeRedis();
        awaitGuaranteed();
        assertThat(bob.reserve(concert.ticket(0)).body().path("guaranteed").asBoolean())
                .isTrue();
        refused(alice.buy(alices, "pm_card_visa"), 409, "seat-taken");
        assertThat(alice.buy(alone, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void the_limit_per_customer_holds_without_redis() {
        var concert = concert().seated("Stalls", 1, 6, 4500).limits(2, 3).open();
        var alice = buyer("alice");
        freezeRedis();
        var first =
                awaitUnguaranteed(alice, concert.ticket(0), concert.ticket(1)).text("holdId");
        var second =
                awaitUnguaranteed(alice, concert.ticket(2), concert.ticket(3)).text("holdId");
        var answers = together(List.<Callable<BookingTestResponse>>of(
                () -> alice.buy(first, "pm_card_visa"), () -> alice.buy(second, "pm_card_visa")));
        assertThat(answers.stream().map(BookingTestResponse::status)).containsExactlyInAnyOrder(200, 409);
        promisesAreKept(concert);
    }

    @Test
    void a_redis_emptied_in_the_middle_of_a_sale_is_filled_again_from_postgres() {
        var concert = concert().seated("Stalls", 1, 8, 4500).limits(4, 4).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var paid = alice.buy(alice.reserve(concert.tickets(0, 2)).text("holdId"), "pm_card_visa");
        var open = bob.buy(bob.reserve(concert.tickets(2, 4)).text("holdId"), "pm_card_authenticationRequired");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        OWN_REDIS.flush();
        refused(buyer("carol").reserve(concert.ticket(1)), 409, "seat-taken");
        refused(buyer("carol").reserve(concert.ticket(2)), 409, "seat-taken");
        refused(alice.reserve(concert.tickets(4, 7)), 409, "ticket-limit");
        assertThat(buyer("carol").reserve(concert.tickets(4, 8)).status()).isEqualTo(201);
        var best = bob.post("/booking/reserve", Map.of("eventId", concert.id().toString(), "quantity", 1));
        refused(best, 409, "sold-out");
        assertThat(open.text("status")).isEqualTo("REQUIRES_ACTION");
        promisesAreKept(concert);
    }

    @Test
    void a_redis_that_hangs_in_the_middle_of_a_sale_sells_nothing_twice_and_loses_nothing() {
        var concert = concert().seated("Stalls", 10, 20, 4500).open();
        buyer("warm-up").reserve(concert.ticket(199));
        var sale = new Sale(concert);
        var interruption = CompletableFuture.runAsync(() -> {
                    sale.awaitMoreHolds(6);
                    freezeRedis();
                    sale.awaitMoreUnguaranteed(6);
                    wakeRedis();
                    awaitGuaranteed();
                    sale.awaitMoreHolds(6);
                })
                .whenComplete((_, _) -> sale.end());

        var answers = together(IntStream.range(0, 6)
                        .<Callable<List<BookingTestResponse>>>mapToObj(n -> () -> sale.buyUntilTheEnd(n))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        interruption.join();
        assertThat(answers)
                .as("a buyer who is refused is told why; nobody is told that it failed")
                .allMatch(answer -> List.of(200, 201, 202, 409, 410).contains(answer.status()));

        // A payment that had no answer yet is unknown, not failed: in the end it is one thing or the other.
        await().atMost(Duration.ofSeconds(30)).until(() -> concert.count("RESERVED") == 0);
        var paid = answers.stream()
                .filter(answer -> answer.status() == 200 || answer.status() == 202)
                .mapToInt(answer -> answer.body().path("tickets").size())
                .sum();
        assertThat(concert.count("BOOKED")).isEqualTo(paid);
        assertThat(concert.count("BOOKED")).isPositive();
        // What Redis missed while it hung it is told before a seat of this event is held again.
        buyer("afterwards").reserve(concert.ticket(198));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(OWN_REDIS.command("BITCOUNT bo:{" + concert.id() + "}:booked"))
                        .startsWith(":" + concert.count("BOOKED") + "\r"));
        promisesAreKept(concert);
    }

    /// Buyers who go on buying until it ends.
    private final class Sale {
        private final BookingTestEvent concert;
        private final AtomicInteger holds = new AtomicInteger();
        private final AtomicInteger unguaranteed = new AtomicInteger();
        private volatile boolean ended;

        private Sale(BookingTestEvent concert) {
            this.concert = concert;
        }

        void awaitMoreHolds(int more) {
            awaitMore(holds, more);
        }

        void awaitMoreUnguaranteed(int more) {
            awaitMore(unguaranteed, more);
        }

        private static void awaitMore(AtomicInteger count, int more) {
            var target = count.get() + more;
            await().atMost(Duration.ofMinutes(1)).until(() -> count.get() >= target);
        }

        void end() {
            ended = true;
        }

        /// Two seats at a time, each pair for a buyer of its own, some of them wanted by two.
        List<BookingTestResponse> buyUntilTheEnd(int stretch) {
            var answers = new ArrayList<BookingTestResponse>();
            for (var i = 0; !ended; i++) {
                var buyer = buyer("patient-" + stretch + "-" + i);
                var first = (stretch * 32 + 2 * i) % 198;
                var hold = buyer.reserve(concert.ticket(first), concert.ticket(first + 1));
                answers.add(hold);
                holds.incrementAndGet();
                if (hold.status() == 201) {
                    if (!hold.body().path("guaranteed").asBoolean()) {
                        unguaranteed.incrementAndGet();
                    }
                    answers.add(buyer.buy(hold.text("holdId"), "pm_card_visa"));
                }
            }
            return answers;
        }
    }

    private synchronized void freezeRedis() {
        OWN_REDIS.suspend();
        suspended = true;
    }

    private synchronized void wakeRedis() {
        if (suspended) {
            OWN_REDIS.resume();
            suspended = false;
        }
    }

    private static BookingTestResponse awaitUnguaranteed(BookingTestClient buyer, String... tickets) {
        var last = new BookingTestResponse[1];
        await().until(() -> {
            last[0] = buyer.reserve(tickets);
            return last[0].status() == 201 && !last[0].body().path("guaranteed").asBoolean();
        });
        return last[0];
    }

    private void awaitGuaranteed() {
        var probe = concert().seated("Stalls", 1, 1, 4500).limits(1, 1).open();
        await().until(() -> {
            var answer = buyer("probe").reserve(probe.ticket(0));
            return answer.status() == 409 || answer.body().path("guaranteed").asBoolean();
        });
    }
}
