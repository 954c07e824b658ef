package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingProcess;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;

/// B7: an event is cancelled, and the instance that pays everybody back is killed with -9 again and again, while
/// Stripe fails and loses answers. `-Dboxoffice.crash.bookings=10000` makes it large, `-Dboxoffice.crash.lives`
/// and `.seed` vary it.
@TestPropertySource(
        properties = {
            "boxoffice.payment.check-poll=1h", // this instance leaves the work to those that are killed
            "boxoffice.payment.missed-poll=1h"
        })
class MassCancellationCrashTest extends BookingServiceTest {

    private static final Logger log = LoggerFactory.getLogger(MassCancellationCrashTest.class);

    private static final int BOOKINGS = Integer.getInteger("boxoffice.crash.bookings", 240);
    private static final int LIVES = Integer.getInteger("boxoffice.crash.lives", 4);
    private static final long SEED = Long.getLong("boxoffice.crash.seed", System.nanoTime());
    private static final int AT_ONCE = 40;
    private static final int POISON = 60;
    private static final Map<String, String> HASTY = Map.of(
            "boxoffice.payment.check-poll", "50ms",
            "boxoffice.payment.check-lease", "2s",
            "boxoffice.payment.refund-retry", "200ms",
            "boxoffice.payment.check-open", "1s",
            "boxoffice.payment.missed-poll", "1h");

    @Test
    void whoever_is_killed_nobody_is_paid_back_twice_and_nobody_is_forgotten() throws Exception {
        var random = new Random(SEED);
        var concert = concert()
                .seated("Stalls", (BOOKINGS + 39) / 40, 40, 4500)
                .limits(8, 1_000_000)
                .open();
        var poisoned = poison();
        sell(concert);
        STRIPE.faults(
                StripeFaults.NONE.slowBy(40).failing(0.05).losingResponses(0.1).droppingWebhooks(0.5));
        concert.cancel();
        var started = System.nanoTime();
        var killed = 0;
        for (var life = 1; life < LIVES; life++) {
            try (var victim = BookingProcess.start(HASTY)) {
                // Somewhere within its share of the work: undoing, sending, or with Stripe's answer on the way.
                var share = (long) (BOOKINGS * random.nextDouble() * life / LIVES);
                await().atMost(Duration.ofMinutes(10))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> progressed(concert) >= share);
                victim.kill();
                killed++;
                log.info("Seed {}: killed after {} of {} bookings", SEED, progressed(concert), BOOKINGS);
            }
        }
        finish(concert);
        log.info(
                "Seed {}: {} bookings paid back within {} s, {} instances killed",
                SEED,
                BOOKINGS,
                Duration.ofNanos(System.nanoTime() - started).toSeconds(),
                killed);
        assertPaidBackOnce(concert);
        forget(poisoned);
        promisesAreKept(concert);
    }

    private void sell(BookingTestEvent concert) {
        for (var from = 0; from < BOOKINGS; from += AT_ONCE) {
            together(IntStream.range(from, Math.min(BOOKINGS, from + AT_ONCE))
                    .<Callable<Boolean>>mapToObj(seat -> () -> {
                        var fan = buyer("crowd-" + seat);
                        var paid = fan.buy(fan.reserve(concert.ticket(seat)).text("holdId"), "pm_card_visa");
                        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
                        return true;
                    })
                    .toList());
        }
        sql().sql("""
                        insert into booking.buyer_contact (subject, email, updated_at)
                        select 'crowd-' || n, 'crowd-' || n || '@example.org', now() from generate_series(0, ?) n on conflict do nothing
                        """).param(BOOKINGS - 1).update();
    }

    /// M11: refunds that always fail, and are always the longest overdue.
    private BookingTestEvent poison() {
        var other = concert().seated("Stalls", 1, 4, 4500).open();
        var mallory = buyer("mallory");
        var paid = mallory.buy(mallory.reserve(other.ticket(0)).text("holdId"), "pm_card_visa");
        sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            next_attempt_at, created_at, updated_at)
                        select ?, uuidv7(), ?::uuid, 'pi_none_' || n, 100, 'EUR', 'CUSTOMER', now() - interval '1 hour', now(), now()
                          from generate_series(1, ?) n
                        """).params(other.id(), paid.text("bookingId"), POISON).update();
        return other;
    }

    private void forget(BookingTestEvent poisoned) {
        sql().sql("delete from booking.refund where event_id = ?")
                .param(poisoned.id())
                .update();
    }

    private long progressed(BookingTestEvent concert) {
        return sql().sql("""
                        select count(*) from booking.refund where event_id = ? and (status = 'SUCCEEDED' or attempts > 0)
                        """).param(concert.id()).query(Long.class).single();
    }

    /// The last life is not taken.
    private void finish(BookingTestEvent concert) throws IOException {
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        try (var last = BookingProcess.start(new HashMap<>(HASTY))) {
            assertThat(last.base()).isNotEmpty();
            await().atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        var progress = owner.get("/events/" + concert.id() + "/cancellation");
                        assertThat(progress.text("status")).isEqualTo("DONE");
                        assertThat(progress.body().path("refunded").asLong()).isEqualTo(BOOKINGS);
                    });
        }
    }

    private void assertPaidBackOnce(BookingTestEvent concert) {
        assertThat(sql().sql("""
                                select b.id from booking.booking b
                                  left join booking.refund r on r.event_id = b.event_id and r.booking_id = b.id
                                 where b.event_id = ?
                                 group by b.id, b.status, b.amount
                                having b.status <> 'REFUNDED' or count(r.id) <> 1 or sum(r.amount) <> b.amount or max(r.key_number) <> 1
                                """).param(concert.id()).query(String.class).list())
                .as("bookings that were not paid back once")
                .isEmpty();
        var made = STRIPE.refunds();
        assertThat(sql().sql("select payment_intent_id from booking.booking where event_id = ?")
                        .param(concert.id())
                        .query(String.class)
                        .list())
                .hasSize(BOOKINGS)
                .allMatch(intent -> STRIPE.balance(intent) == 0)
                .allMatch(intent -> made.getOrDefault(intent, 0L) == 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> mailed(concert).size() >= BOOKINGS);
        assertThat(mailed(concert)).as("each is told once").hasSize(BOOKINGS).doesNotHaveDuplicates();
    }

    private List<String> mailed(BookingTestEvent concert) {
        return messages("MailRequested", concert.id()).stream()
                .filter(message -> message.path("attachments").isEmpty()) // a confirmation has files
                .map(message -> message.path("bookingId").asString(""))
                .toList();
    }
}
