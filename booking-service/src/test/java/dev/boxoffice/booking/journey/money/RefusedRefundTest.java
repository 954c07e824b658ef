package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What Stripe or the buyer's bank does not take is owed again, paid another way, and keeps nobody else waiting.
class RefusedRefundTest extends MoneyBackJourney {

    /// M3: what comes back from the buyer's bank is owed again, and a person tries once more.
    @Test
    void a_refund_that_fails_after_it_succeeded_is_owed_again() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        alice.post(path(paid) + "/cancellation", Map.of());
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        atStripe(intentOf(paid), "refund-outcome", Map.of("outcome", "fail"));
        var owed = awaitStatus(alice, paid.text("bookingId"), "CANCELLED");
        assertThat(owed.text("status")).isEqualTo("CANCELLED");
        assertThat(owed.body().at("/refundDue/amount").asLong()).isEqualTo(9000);
        assertThat(owed.body().at("/refunds/0/failureCode").asString("")).isEqualTo("expired_or_canceled_card");
        promisesAreKept(concert);

        var manager = BookingTestClient.of(base(), "mia", "support-manager");
        var again = manager.post(
                path(paid) + "/refunds",
                Map.of("amount", Map.of("amount", 9000, "currency", "EUR"), "reason", "new card"));
        assertThat(again.status()).isEqualTo(201);
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunds").size()).isEqualTo(2);
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        assertThat(back.body().at("/refundDue/amount").asLong()).isZero();
        promisesAreKept(concert);
    }

    /// M3: what Stripe keeps refusing is paid another way, once, and nobody sends it afterwards.
    @Test
    void a_refund_that_cannot_be_made_is_paid_another_way() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        alice.post(path(paid) + "/cancellation", Map.of());
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        atStripe(intentOf(paid), "refund-outcome", Map.of("outcome", "fail"));
        awaitStatus(alice, paid.text("bookingId"), "CANCELLED");
        var cash = Map.of(
                "amount", Map.of("amount", 9000, "currency", "EUR"), "elsewhere", true, "reason", "bank transfer");
        var made = owner.post(path(paid) + "/refunds", cash);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("ELSEWHERE");
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        assertThat(back.body().at("/refundDue/amount").asLong()).isZero();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(messages("RefundSucceeded", concert.id()))
                        .as("the desk hears of it")
                        .anyMatch(
                                message -> message.path("refundId").asString("").equals(made.text("id"))));
        refused(owner.post(path(paid) + "/refunds", cash), 409, "refund-exceeds-payment");
        var totals = owner.get("/events/" + concert.id() + "/ledger").body().at("/totals/0");
        assertThat(totals.at("/elsewhere/amount").asLong()).isEqualTo(9000);
        assertThat(totals.at("/balance/amount").asLong()).isEqualTo(STRIPE.balance(intentOf(paid)));
        promisesAreKept(concert);
    }

    /// M3: of what is refused again and again, too.
    @Test
    void a_refund_that_stripe_keeps_refusing_is_paid_another_way_and_never_sent_again() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            failure_code, parked_at, next_attempt_at, created_at, updated_at)
                        select ?, uuidv7(), id, payment_intent_id, 4500, 'EUR', 'CUSTOMER', 'refused', now(),
                               now() + interval '1 hour', now(), now() from booking.booking where id = ?::uuid
                        """).params(concert.id(), paid.text("bookingId")).update();
        var body = Map.of("amount", Map.of("amount", 4500, "currency", "EUR"));
        refused(owner.post(path(paid) + "/refunds", body), 409, "refund-exceeds-payment");
        var elsewhere = Map.of("amount", Map.of("amount", 4500, "currency", "EUR"), "elsewhere", true);
        sql().sql("update booking.refund set parked_at = null where booking_id = ?::uuid")
                .param(paid.text("bookingId"))
                .update(); // an instance is sending it
        refused(owner.post(path(paid) + "/refunds", elsewhere), 409, "refund-exceeds-payment");
        sql().sql("update booking.refund set parked_at = now() where booking_id = ?::uuid")
                .param(paid.text("bookingId"))
                .update();
        assertThat(owner.post(path(paid) + "/refunds", elsewhere).status()).isEqualTo(201);
        var after = alice.get(path(paid));
        assertThat(after.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(after.body().at("/refundDue/amount").asLong()).isZero();
        assertThat(sql().sql(
                                "select count(*) from booking.refund where booking_id = ?::uuid and next_attempt_at is not null")
                        .param(paid.text("bookingId"))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(STRIPE.balance(intentOf(paid))).isEqualTo(4500);
        promisesAreKept(concert);
    }

    /// A short balance parks each refund once, at Stripe; topped up, they go on.
    @Test
    void a_short_balance_parks_refunds_once_and_they_go_on_when_it_is_topped_up() {
        var concert = concert().seated("Stalls", 1, 8, 4500).currency("PLN").open();
        var bookings = IntStream.range(0, 4)
                .mapToObj(seat -> bought(buyer("short-" + seat), concert, seat, seat + 1))
                .toList();
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var progress = "/events/" + concert.id() + "/cancellation";
        try {
            balanceAtStripe(Map.of("currency", "PLN", "available", 4500));
            concert.cancel();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                var parked = owner.get(progress);
                assertThat(parked.text("status")).isEqualTo("NEEDS_ATTENTION");
                assertThat(parked.body().path("refunded").asLong()).isOne();
                assertThat(parked.body().path("parked").size()).isEqualTo(3);
                assertThat(parked.body().at("/parked/0/reason").asString("")).isEqualTo("insufficient_funds");
            });
            owner.post(progress + "/attempts", Map.of());
            balanceAtStripe(Map.of("currency", "PLN"));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(owner.get(progress).text("status")).isEqualTo("DONE"));
        } finally {
            balanceAtStripe(Map.of("currency", "PLN"));
        }
        for (var booking : bookings) {
            assertThat(STRIPE.balance(intentOf(booking))).isZero();
            assertThat(sql().sql("select key_number from booking.refund where booking_id = ?::uuid")
                            .param(booking.text("bookingId"))
                            .query(Integer.class)
                            .list())
                    .containsExactly(1);
        }
        promisesAreKept(concert);
    }

    private void balanceAtStripe(Map<String, Object> balance) {
        assertThat(BookingTestClient.anonymous(STRIPE.baseUrl())
                        .put("/dev/balance", balance)
                        .status())
                .isEqualTo(200);
    }

    /// M11: rows that always fail keep no other from its turn.
    @Test
    void fifty_refunds_and_fifty_bookings_that_always_fail_starve_nobody() {
        var concert = hall();
        var alice = buyer("alice");
        var poison = bought(alice, concert, 0, 1);
        sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            next_attempt_at, created_at, updated_at)
                        select ?, uuidv7(), ?::uuid, 'pi_none_' || n, 100, 'EUR', 'CUSTOMER', now() - interval '1 hour', now(), now()
                          from generate_series(1, 60) n
                        """).params(concert.id(), poison.text("bookingId")).update();
        var other = hall();
        var bob = buyer("bob");
        var paid = bought(bob, other, 0, 1);
        bob.post(path(paid) + "/cancellation", Map.of());
        awaitStatus(bob, paid.text("bookingId"), "REFUNDED");

        var cancelled = hall();
        var good = bought(bob, cancelled, 1, 2);
        sql().sql("""
                        insert into booking.cancellation_item (event_id, booking_id, reason, next_attempt_at)
                        select ?, gen_random_uuid(), 'EVENT_CANCELLED', now() - interval '1 hour' from generate_series(1, 60)
                        """).param(cancelled.id()).update();
        cancelled.cancel();
        awaitStatus(bob, good.text("bookingId"), "REFUNDED");
        assertThat(sql().sql("""
                                select count(*) from booking.refund
                                 where payment_intent_id like 'pi_none_%' and failure_code is not null and key_number = 1
                                """).query(Long.class).single())
                .as("refused by Stripe and to be asked for with the same key")
                .isZero();
        sql().sql("delete from booking.refund where payment_intent_id like 'pi_none_%'")
                .update();
        sql().sql("delete from booking.cancellation_item where event_id = ?")
                .param(cancelled.id())
                .update();
    }

    /// P5: what Stripe has made and could not tell of is asked for by the same key, and so not made twice.
    @Test
    void a_part_refund_whose_answers_are_lost_is_made_once() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        STRIPE.faults(StripeFaults.NONE.losingResponses(1).droppingWebhooks(1));
        alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sql().sql("select attempts from booking.refund where booking_id = ?::uuid")
                                .param(paid.text("bookingId"))
                                .query(Integer.class)
                                .single()
                        > 2);
        STRIPE.faults(StripeFaults.NONE);
        awaited(alice, paid, "/refunds/0/status", "SUCCEEDED");
        assertThat(STRIPE.refunds().get(intentOf(paid))).isOne();
        assertThat(STRIPE.balance(intentOf(paid))).isEqualTo(4500);
        assertThat(sql().sql("select key_number from booking.refund where booking_id = ?::uuid")
                        .param(paid.text("bookingId"))
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
        promisesAreKept(concert);
    }
}
