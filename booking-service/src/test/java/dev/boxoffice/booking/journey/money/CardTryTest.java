package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// D5: twenty cards a buyer and hour are twenty, however they are tried.
class CardTryTest extends BookingServiceTest {

    private static final String DECLINED = "pm_card_chargeDeclined";

    /// D5: whoever comes late to a try that another request has ended begins one of their own, or none.
    @Test
    void cards_tried_at_the_same_moment_on_one_hold_are_twenty_and_no_more() {
        var concert = concert().seated("Stalls", 12, 8, 4500).open();
        together(IntStream.range(0, 12)
                .<Callable<Void>>mapToObj(row -> () -> {
                    var eve = buyer("eve-" + row + "-" + concert.id());
                    decline(eve, concert, row * 8, 5);
                    decline(eve, concert, row * 8 + 1, 5);
                    decline(eve, concert, row * 8 + 2, 5);
                    decline(eve, concert, row * 8 + 3, 3);
                    var last = eve.reserve(concert.ticket(row * 8 + 4)).text("holdId");
                    var answers = together(cards(eve, last, 30).toList());
                    assertThat(answers)
                            .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429));
                    eve.buy(last, DECLINED);
                    eve.buy(last, DECLINED);
                    refused(eve.buy(last, DECLINED), 429, "too-many-attempts");
                    return null;
                })
                .toList());
        assertThat(triedByBuyer(concert)).hasSize(12).containsOnly(20L);
    }

    /// D5: a payment that takes longer than its hold lives is counted to its end.
    @Test
    void cards_are_being_tried_for_as_long_as_stripe_takes() throws Exception {
        var concert = concert().seated("Stalls", 3, 8, 4500).limits(8, 24).open();
        var eve = buyer("eve-" + concert.id());
        var holds = IntStream.range(0, 20)
                .mapToObj(seat -> eve.reserve(concert.ticket(seat)).text("holdId"))
                .toList();
        STRIPE.faults(StripeFaults.NONE.slowBy(600_000)); // until all has been looked at
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = holds.stream()
                    .map(hold -> threads.submit(() -> eve.buy(hold, DECLINED)))
                    .toList();
            var tried = "ZCARD bo:tried:{" + UserHash.of("eve-" + concert.id()).text() + "}";
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> REDIS.command(tried).startsWith(":20"));
            await().until(() ->
                    REDIS.command("BITCOUNT bo:{" + concert.id() + "}:booked").startsWith(":20"));
            REDIS.command(
                    "EVAL \"for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end return 0\" 0 bo:{"
                            + concert.id() + "}:hold:*"); // they have run out
            var another = eve.reserve(concert.ticket(20)).text("holdId");
            refused(eve.buy(another, DECLINED), 429, "rate-limited");
            STRIPE.faults(StripeFaults.NONE);
            for (var card : tries) {
                awaitStatus(eve, card.get().text("bookingId"), "PAYMENT_FAILED");
            }
            refused(eve.buy(another, DECLINED), 429, "too-many-attempts");
        }
        assertThat(triedByBuyer(concert)).containsExactly(20L);
    }

    /// D5, M7: a card whose bank wants to be asked is a card that was tried, also where another takes its place.
    @Test
    void cards_that_replace_each_other_are_counted() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var eve = buyer("eve-" + concert.id());
        var hold = eve.reserve(concert.ticket(0)).text("holdId");
        var cards = List.of("pm_card_authenticationRequired", "pm_card_threeDSecure2Required");
        // One that comes before Stripe has answered the last is not tried; the next has its number.
        var answers = Stream.generate(new AtomicInteger()::getAndIncrement)
                .limit(200)
                .map(card -> eve.buy(hold, cards.get(card % 2)))
                .takeWhile(answer -> answer.status() == 200)
                .toList();
        assertThat(answers).hasSizeBetween(20, 199);
        refused(eve.buy(hold, "pm_card_visa"), 429, "rate-limited");
        assertThat(triedByBuyer(concert)).containsExactly(20L);
    }

    /// D5: where the claim is refused no card was tried.
    @Test
    void a_refused_claim_is_no_try() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var eve = buyer("eve-" + concert.id());
        var hold = eve.reserve(concert.ticket(0)).text("holdId");
        concert.cancel();
        refused(eve.buy(hold, "pm_card_visa"), 409, "not-on-sale");
        var tried = "ZCARD bo:tried:{" + UserHash.of("eve-" + concert.id()).text() + "}";
        assertThat(REDIS.command(tried)).startsWith(":0");
    }

    private static void decline(BookingTestClient eve, BookingTestEvent concert, int seat, int cards) {
        var hold = eve.reserve(concert.ticket(seat)).text("holdId");
        for (var card = 0; card < cards; card++) {
            assertThat(eve.buy(hold, DECLINED).text("status")).isEqualTo("PAYMENT_FAILED");
        }
    }

    private static Stream<Callable<BookingTestResponse>> cards(BookingTestClient eve, String hold, int count) {
        return IntStream.range(0, count).mapToObj(_ -> () -> eve.buy(hold, DECLINED));
    }

    private List<Long> triedByBuyer(BookingTestEvent concert) {
        return sql().sql("select sum(attempt) from booking.booking where event_id = ? group by buyer")
                .param(concert.id())
                .query(Long.class)
                .list();
    }
}
