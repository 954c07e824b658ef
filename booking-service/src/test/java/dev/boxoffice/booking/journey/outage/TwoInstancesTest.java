package dev.boxoffice.booking.journey.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.booking.testing.BookingWebhookRelay;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.testkit.BoxofficeProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Two instances on the same stores, the clock of one 30 seconds ahead of everybody else's.
@TestInstance(Lifecycle.PER_CLASS)
class TwoInstancesTest extends BookingServiceTest {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int BUYERS = 24;
    private static final int SEATS = 40;

    private BookingInstance ahead;

    @BeforeEach
    void startTheOther() {
        if (ahead == null) {
            // Holds given there are shorter than its clock is wrong.
            ahead = BookingInstance.start(SKEW, Map.of("boxoffice.hold.ttl", "25s"));
        }
    }

    @AfterAll
    void stopTheOther() {
        if (ahead != null) {
            ahead.close();
        }
    }

    private record Purchase(BookingTestResponse hold, BookingTestResponse booking, int seats) {}

    @Test
    void crossed_holds_and_restless_webhooks_sell_each_seat_once() {
        var concert = concert().seated("Stalls", 4, SEATS / 4, 4500).open();
        var secret = BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.webhook-secret");
        try (var stripe = new BookingWebhookRelay(List.of(base(), ahead.base()), secret)) {
            STRIPE.deliverTo(stripe.address());
            STRIPE.faults(StripeFaults.NONE.repeatingWebhooks(10).reorderingWebhooks(500));
            var purchases = together(IntStream.range(0, BUYERS)
                    .<Callable<Purchase>>mapToObj(n -> () -> buy(concert, n))
                    .toList());

            assertThat(purchases.stream().map(purchase -> purchase.hold().status()))
                    .as("holds: all or none, never an error")
                    .isSubsetOf(201, 409)
                    .contains(201);
            var bought = purchases.stream()
                    .filter(purchase -> purchase.hold().status() == 201)
                    .toList();
            for (var purchase : bought) {
                assertThat(purchase.booking().status())
                        .as(purchase.booking().body().toString())
                        .isIn(200, 202);
            }
            for (var n = 0; n < BUYERS; n++) {
                var id = purchases.get(n).booking().text("bookingId");
                if (!id.isEmpty()) {
                    awaitStatus(at(n, "crossing-" + n), id, "CONFIRMED");
                }
            }
            assertThat(concert.count("BOOKED"))
                    .isEqualTo(bought.stream().mapToInt(Purchase::seats).sum());
            assertThat(concert.count("RESERVED")).isZero();
            STRIPE.faults(StripeFaults.NONE);
            await().atMost(Duration.ofMinutes(2))
                    .until(() ->
                            stripe.genuine().size() >= 10 * bought.size() && confirmations(concert) >= bought.size());
            assertThat(stripe.genuine()).containsOnly(200);
            assertThat(stripe.worthless()).isNotEmpty().containsOnly(400);
            assertThat(confirmations(concert)).as("told once each").isEqualTo(bought.size());
            promisesAreKept(concert);
        } finally {
            webhooksComeHere();
        }
    }

    /// Three seats across the house, named in an order that crosses the next buyer's; held at one instance and paid
    /// for at the other.
    private Purchase buy(BookingTestEvent concert, int n) {
        var first = n * 7 % SEATS;
        var seats = List.of(first, (first + 11) % SEATS, (first + 23) % SEATS);
        var named = (n % 2 == 0 ? seats : seats.reversed())
                .stream().map(concert::ticket).toArray(String[]::new);
        var hold = at(n, "crossing-" + n).reserve(named);
        return hold.status() == 201
                ? new Purchase(hold, at(n + 1, "crossing-" + n).buy(hold.text("holdId"), "pm_card_visa"), named.length)
                : new Purchase(hold, hold, 0);
    }

    private BookingTestClient at(int instance, String buyer) {
        return BookingTestClient.of(instance % 2 == 0 ? base() : ahead.base(), buyer, "buyer");
    }

    private long confirmations(BookingTestEvent concert) {
        return messages("BookingConfirmed", concert.id()).size();
    }

    @Test
    void a_clock_30_seconds_ahead_neither_ends_a_hold_nor_miscounts_what_is_left_of_it() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = at(1, "alice");
        var hold = alice.reserve(concert.ticket(0));
        assertThat(hold.status()).isEqualTo(201);
        var seen = alice.get("/booking/holds/" + hold.text("holdId"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().path("expiresInSeconds").asLong()).isBetween(1L, 25L);
        assertThat(seen.text("expiresAt")).isEqualTo(hold.text("expiresAt"));
        refused(at(0, "bob").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(alice.buy(hold.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void what_one_instance_holds_the_other_gives_back_and_sells() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var hold = at(0, "alice").reserve(concert.ticket(0)).text("holdId");
        refused(at(1, "bob").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(at(1, "alice").delete("/booking/holds/" + hold).status()).isEqualTo(204);
        var bobs = at(1, "bob").reserve(concert.ticket(0)).text("holdId");
        assertThat(at(0, "bob").buy(bobs, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void a_sale_is_told_in_figures() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var here = at(1, "alice");
        var hold = here.reserve(concert.ticket(0)).text("holdId");
        refused(at(1, "bob").reserve(concert.ticket(0)), 409, "seat-taken");
        STRIPE.deliverTo(URI.create(ahead.base() + "/webhooks/stripe"));
        assertThat(here.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        // Stripe's answer may have confirmed it before the webhook came.
        await().untilAsserted(() -> assertThat(BookingTestClient.anonymous(ahead.base())
                        .get("/actuator/prometheus")
                        .raw()
                        .text())
                .containsPattern("boxoffice_booking_holds_total\\{.*outcome=\"Held\".*} [1-9]")
                .containsPattern("boxoffice_booking_holds_total\\{.*outcome=\"SeatsTaken\".*} [1-9]")
                .containsPattern("boxoffice_booking_claims_total\\{.*outcome=\"Claimed\".*} [1-9]")
                .containsPattern("boxoffice_booking_bookings_total\\{.*seats=\"BOOKED\".*} [1-9]")
                .containsPattern("boxoffice_booking_webhooks_total\\{.*type=\"payment_intent.succeeded\".*} [1-9]")
                .containsPattern("boxoffice_booking_payments_open\\{.*} ")
                .containsPattern("boxoffice.redis.breaker.open\\{.*} 0")
                .containsPattern("boxoffice_booking_mirror_overdue\\{.*} "));
    }

    @Test
    void a_payment_past_its_deadline_is_counted_as_stuck() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = at(0, "alice");
        var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
        setChecks(waiting, "now() - interval '5 minutes'", "now() + interval '1 hour'");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(BookingTestClient.anonymous(ahead.base())
                                .get("/actuator/prometheus")
                                .raw()
                                .text())
                        .containsPattern("boxoffice_booking_payments_stuck\\{.*} [1-9]")
                        .containsPattern("boxoffice_booking_payments_stuck_oldest_seconds\\{.*} [3-9]\\d\\d"));
        setChecks(waiting, "now() - interval '1 second'", "now()");
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        promisesAreKept(concert);
    }

    private void setChecks(BookingTestResponse booking, String deadline, String nextCheck) {
        sql().sql("update booking.payment_in_flight set deadline = " + deadline + ", next_check_at = " + nextCheck
                        + " where booking_id = ?::uuid")
                .param(booking.text("bookingId"))
                .update();
    }
}
