package dev.boxoffice.booking.journey;

import static dev.boxoffice.booking.journey.ReserveTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// What goes back, by our doing and by others', and that it all agrees in the end.
@TestPropertySource(properties = {"boxoffice.payment.refund-retry=200ms", "boxoffice.payment.missed-poll=1s"})
class MoneyBackTest extends BookingServiceTest {

    private BookingTestEvent hall() {
        return concert().seated("Stalls", 1, 8, 4500).open();
    }

    private BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int from, int until) {
        return bought(buyer, event, from, until, "pm_card_visa");
    }

    private BookingTestResponse bought(
            BookingTestClient buyer, BookingTestEvent event, int from, int until, String card) {
        var paid = buyer.buy(buyer.reserve(event.tickets(from, until)).text("holdId"), card);
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return paid;
    }

    private static String path(BookingTestResponse booking) {
        return "/bookings/" + booking.text("bookingId");
    }

    private String intentOf(BookingTestResponse booking) {
        return sql().sql("select payment_intent_id from booking.booking where id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(String.class)
                .single();
    }

    /// As a person does it in Stripe's dashboard, or a bank.
    private void atStripe(String intent, String step, Object body) {
        var answer = BookingTestClient.anonymous(STRIPE.baseUrl()).post("/dev/payments/" + intent + "/" + step, body);
        assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
    }

    private BookingTestResponse awaited(
            BookingTestClient buyer, BookingTestResponse booking, String pointer, String value) {
        var last = new BookingTestResponse[1];
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    last[0] = buyer.get(path(booking));
                    assertThat(last[0].body().at(pointer).asString("")).isEqualTo(value);
                });
        return last[0];
    }

    private long messages(BookingTestResponse booking, String type) {
        return sql().sql("select count(*) from booking.outbox where type = ? and aggregate_id = ?::uuid")
                .params(type, booking.text("bookingId"))
                .query(Long.class)
                .single();
    }

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

    private void balanceAtStripe(Map<String, Object> balance) {
        assertThat(BookingTestClient.anonymous(STRIPE.baseUrl())
                        .put("/dev/balance", balance)
                        .status())
                .isEqualTo(200);
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

    /// M4: a full refund in the dashboard takes the tickets back.
    @Test
    void a_full_refund_in_the_dashboard_voids_the_tickets_and_frees_the_seats() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        atStripe(intentOf(paid), "refund", Map.of());
        var after = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(after.body().at("/tickets/0/status").asString("")).isEqualTo("VOID");
        assertThat(after.body().at("/refunds/0/status").asString("")).isEqualTo("ELSEWHERE");
        assertThat(concert.count("AVAILABLE")).isEqualTo(8);
        assertThat(buyer("bob").reserve(concert.ticket(0)).status()).isEqualTo(201);
        promisesAreKept(concert);
    }

    /// M4: a part given back there leaves the tickets; what is cancelled then is refunded for the rest.
    @Test
    void a_part_refunded_in_the_dashboard_counts_when_the_rest_goes_back() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        atStripe(intentOf(paid), "refund", Map.of("amount", 1000));
        var part = awaitStatus(alice, paid.text("bookingId"), "PARTIALLY_REFUNDED");
        assertThat(part.body().at("/tickets/0/status").asString("")).isEqualTo("VALID");
        alice.post(path(paid) + "/cancellation", Map.of());
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(4500);
        promisesAreKept(concert);
    }

    /// M4: webhooks that never come are made up for.
    @Test
    void a_dashboard_refund_whose_webhooks_are_lost_is_found_in_stripes_list() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        STRIPE.deliverTo(null);
        atStripe(intentOf(paid), "refund", Map.of());
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    /// M4: while a dispute is open the tickets stand; lost, they are void.
    @Test
    void a_dispute_flags_the_booking_and_its_loss_voids_the_tickets() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        atStripe(intentOf(paid), "dispute", Map.of("action", "open"));
        var flagged = awaited(alice, paid, "/dispute/status", "OPEN");
        assertThat(flagged.text("status")).isEqualTo("CONFIRMED");
        assertThat(flagged.body().at("/tickets/0/status").asString("")).isEqualTo("VALID");
        promisesAreKept(concert);
        atStripe(intentOf(paid), "dispute", Map.of("action", "lose"));
        var lost = awaited(alice, paid, "/dispute/status", "LOST");
        assertThat(lost.text("status")).isEqualTo("CANCELLED");
        assertThat(lost.body().at("/tickets/1/status").asString("")).isEqualTo("VOID");
        assertThat(lost.body().at("/refundDue/amount").asLong()).isZero();
        assertThat(concert.count("AVAILABLE")).isEqualTo(8);
        promisesAreKept(concert);
    }

    /// M5: what is under dispute is not ours to give; won, it is owed again.
    @Test
    void a_cancellation_under_dispute_ends_and_goes_on_once_it_is_won() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        atStripe(intentOf(paid), "dispute", Map.of("action", "open"));
        awaited(alice, paid, "/dispute/status", "OPEN");
        var cancelled = alice.post(path(paid) + "/cancellation", Map.of());
        assertThat(cancelled.status()).isEqualTo(202);
        var ended = awaited(alice, paid, "/refunds/0/failureCode", "charge_disputed");
        assertThat(ended.body().at("/refundDue/amount").asLong()).isZero();
        assertThat(ended.text("status")).isEqualTo("CANCELLED");
        promisesAreKept(concert);
        atStripe(intentOf(paid), "dispute", Map.of("action", "win"));
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    /// M7: a payment in flight is cancelled at Stripe, then its seats are free.
    @Test
    void a_booking_in_flight_is_cancelled_and_its_seats_are_free() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        inFlightIsCancelled(alice, concert, waiting);
        var another = alice.reserve(concert.ticket(0)).text("holdId");
        var browser = alice.with("Prefer", "wait=10").put("/booking/confirm", Map.of("holdId", another));
        inFlightIsCancelled(alice, concert, browser);
        promisesAreKept(concert);
    }

    private void inFlightIsCancelled(BookingTestClient alice, BookingTestEvent concert, BookingTestResponse waiting) {
        var cancelled = alice.post(path(waiting) + "/cancellation", Map.of());
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(STRIPE.status(waiting.text("clientSecret").replaceFirst("_secret_.*", "")))
                .contains("canceled");
        assertThat(cancelled.body().at("/paid/amount").asLong()).isZero();
        assertThat(cancelled.body().at("/tickets/0").has("status"))
                .as("a ticket that was never paid for opens no door")
                .isFalse();
        var bob = buyer("bob");
        var held = bob.reserve(concert.ticket(0));
        assertThat(held.status()).isEqualTo(201);
        bob.delete("/booking/holds/" + held.text("holdId"));
    }

    /// M7: what was paid before the cancellation reached Stripe is booked and refunded.
    @Test
    void a_cancellation_that_comes_too_late_for_the_payment_is_a_refund() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        STRIPE.deliverTo(null);
        STRIPE.decide(waiting.text("clientSecret").replaceFirst("_secret_.*", ""), SimulatedOutcome.SUCCEED);
        assertThat(alice.post(path(waiting) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        var back = awaitStatus(alice, waiting.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(4500);
        promisesAreKept(concert);
    }

    /// M7: what can be neither cancelled nor booked yet is undone once it has come in.
    @Test
    void a_cancellation_waits_for_a_payment_that_is_under_way() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var booking = alice.put("/booking/confirm", Map.of("holdId", hold));
        var intent = booking.text("clientSecret").replaceFirst("_secret_.*", "");
        STRIPE.decide(intent, SimulatedOutcome.DELAY);
        assertThat(alice.post(path(booking) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        STRIPE.decide(intent, SimulatedOutcome.SUCCEED);
        awaitStatus(alice, booking.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    /// M7: another card confirms the payment that waits for 3-D Secure.
    @Test
    void another_card_on_the_same_hold_pays() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        assertThat(waiting.text("status")).isEqualTo("REQUIRES_ACTION");
        var paid = alice.buy(hold, "pm_card_visa");
        assertThat(paid.text("bookingId")).isEqualTo(waiting.text("bookingId"));
        awaitStatus(alice, paid.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    /// M7: cancelling an event ends its open payments at once.
    @Test
    void a_cancelled_event_cancels_its_open_payments() {
        var concert = hall();
        var alice = buyer("alice");
        var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
        concert.cancel();
        awaitStatus(alice, waiting.text("bookingId"), "CANCELLED");
        assertThat(STRIPE.status(waiting.text("clientSecret").replaceFirst("_secret_.*", "")))
                .contains("canceled");
        promisesAreKept(concert);
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

    @Test
    void a_ticket_given_back_is_on_sale_at_once_and_the_last_ends_the_booking() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        var one = Map.of("ticketIds", List.of(concert.ticket(1)));
        var preview = alice.get(path(paid) + "/cancellation?ticketIds=" + concert.ticket(1));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().at("/refund/amount").asLong()).isEqualTo(4500);
        STRIPE.faults(StripeFaults.NONE.failing(1));
        var part = alice.post(path(paid) + "/cancellation", one);
        assertThat(part.status()).isEqualTo(202);
        assertThat(part.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(part.body().at("/refundDue/amount").asLong()).isEqualTo(4500);
        assertThat(part.body().at("/tickets/1/status").asString("")).isEqualTo("RETURNED");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> buyer("bob").reserve(concert.ticket(1)).status() == 201);
        STRIPE.faults(StripeFaults.NONE);
        assertThat(alice.post(path(paid) + "/cancellation", one).status()).isEqualTo(202);
        refused(
                alice.post(
                        path(paid) + "/cancellation",
                        Map.of(
                                "ticketIds",
                                List.of(concert.ticket(0)),
                                "expectedRefund",
                                Map.of("amount", 4501, "currency", "EUR"))),
                409,
                "refund-changed");
        alice.post(
                path(paid) + "/cancellation",
                Map.of(
                        "ticketIds",
                        List.of(concert.ticket(0)),
                        "expectedRefund",
                        Map.of("amount", 4500, "currency", "EUR")));
        alice.post(path(paid) + "/cancellation", Map.of());
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunds").size()).isEqualTo(3);
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(13500);
        assertThat(messages(paid, "BookingRefunded")).isLessThanOrEqualTo(1);
        promisesAreKept(concert);
    }

    @Test
    void fifty_part_refunds_at_once_never_exceed_the_payment() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var answers = together(IntStream.range(0, 50)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> owner.post(
                        path(paid) + "/refunds", Map.of("amount", Map.of("amount", 1000, "currency", "EUR"))))
                .toList());
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(9);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> refused(answer, 409, "refund-exceeds-payment"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(alice.get(path(paid))
                                .body()
                                .at("/refunded/amount")
                                .asLong())
                        .isEqualTo(9000));
        assertThat(alice.get(path(paid)).text("status")).isEqualTo("PARTIALLY_REFUNDED");
        promisesAreKept(concert);
    }

    /// P2: the second wall, for whoever forgets the first.
    @Test
    void the_database_refuses_refunds_of_more_than_was_captured() {
        var concert = hall();
        var paid = bought(buyer("alice"), concert, 0, 2);
        var tooMuch = catchThrowable(() ->
                sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            created_at, updated_at)
                        select ?, uuidv7(), id, payment_intent_id, 4501, 'EUR', 'CUSTOMER', now(), now()
                          from booking.booking, generate_series(1, 2) where id = ?::uuid
                        """).params(concert.id(), paid.text("bookingId")).update());
        assertThat(tooMuch).hasMessageContaining("exceed its 9000");
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

    @Test
    void the_desk_gives_back_up_to_a_limit_and_buyers_by_cancelling_only() {
        var concert = concert().seated("Stalls", 1, 8, 15000).open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var body = Map.of("amount", Map.of("amount", 20001, "currency", "EUR"));
        refused(alice.post(path(paid) + "/refunds", body), 403, "forbidden");
        refused(buyer("bob").post(path(paid) + "/refunds", body), 403, "forbidden");
        refused(
                BookingTestClient.of(base(), "otto", "organizer").post(path(paid) + "/refunds", body),
                404,
                "not-found");
        refused(BookingTestClient.of(base(), "ada", "agent").post(path(paid) + "/refunds", body), 403, "forbidden");
        var manager = BookingTestClient.of(base(), "mia", "support-manager");
        var made = manager.post(
                path(paid) + "/refunds", Map.of("ticketIds", List.of(concert.ticket(0)), "reason", "Behind a pillar"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("reason")).isEqualTo("Behind a pillar");
        assertThat(alice.get(path(paid)).body().at("/tickets/0/status").asString(""))
                .isEqualTo("VOID");
        assertThat(alice.get(path(paid) + "/refunds").body().at("/refunds").size())
                .isEqualTo(1);
        assertThat(concert.count("AVAILABLE")).isEqualTo(7);
        awaited(alice, paid, "/refunds/0/status", "SUCCEEDED");
        promisesAreKept(concert);
    }

    @Test
    void a_mass_cancellation_tells_how_far_it_is_and_tries_the_parked_again() {
        var concert = hall();
        var alice = buyer("alice");
        var first = bought(alice, concert, 0, 2);
        var second = bought(alice, concert, 2, 3);
        var before = bought(alice, concert, 3, 4);
        alice.post(path(before) + "/cancellation", Map.of());
        awaitStatus(alice, before.text("bookingId"), "REFUNDED");
        atStripe(intentOf(before), "refund-outcome", Map.of("outcome", "fail"));
        awaitStatus(alice, before.text("bookingId"), "CANCELLED");
        concert.cancel();
        awaitStatus(alice, first.text("bookingId"), "REFUNDED");
        awaitStatus(alice, second.text("bookingId"), "REFUNDED");
        var owed = BookingTestClient.of(base(), "olivia", "organizer").get("/events/" + concert.id() + "/cancellation");
        assertThat(owed.text("status")).isEqualTo("NEEDS_ATTENTION");
        assertThat(owed.body().path("total").asLong()).isEqualTo(3);
        assertThat(owed.body().path("pending").asLong()).isZero();
        BookingTestClient.of(base(), "olivia", "organizer")
                .post("/events/" + concert.id() + "/cancellation/attempts", Map.of());
        awaitStatus(alice, before.text("bookingId"), "REFUNDED");
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var done = owner.get("/events/" + concert.id() + "/cancellation");
        assertThat(done.text("status")).isEqualTo("DONE");
        assertThat(done.body().at("/refunded").asLong()).isEqualTo(2);
        atStripe(intentOf(second), "refund-outcome", Map.of("outcome", "fail"));
        awaitStatus(alice, second.text("bookingId"), "CANCELLED");
        var parked = owner.get("/events/" + concert.id() + "/cancellation");
        assertThat(parked.text("status")).isEqualTo("NEEDS_ATTENTION");
        assertThat(parked.body().at("/parked/0/bookingId").asString("")).isEqualTo(second.text("bookingId"));
        assertThat(owner.post("/events/" + concert.id() + "/cancellation/attempts", Map.of())
                        .status())
                .isEqualTo(202);
        awaitStatus(alice, second.text("bookingId"), "REFUNDED");
        refused(alice.get("/events/" + concert.id() + "/cancellation"), 403, "forbidden");
        promisesAreKept(concert);
    }

    @Test
    void the_ledger_has_a_line_for_each_movement_and_cannot_be_changed() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0))));
        awaited(alice, paid, "/refunds/0/status", "SUCCEEDED");
        var ledger = BookingTestClient.of(base(), "olivia", "organizer").get("/events/" + concert.id() + "/ledger");
        assertThat(ledger.status()).isEqualTo(200);
        assertThat(ledger.body().at("/entries").size()).isEqualTo(2);
        assertThat(ledger.body().at("/totals/0/captured/amount").asLong()).isEqualTo(9000);
        assertThat(ledger.body().at("/totals/0/refunded/amount").asLong()).isEqualTo(4500);
        assertThat(ledger.body().at("/totals/0/balance/amount").asLong()).isEqualTo(4500);
        refused(alice.get("/events/" + concert.id() + "/ledger"), 403, "forbidden");
        assertThat(differences(concert)).isZero();
        sql().sql("""
                        insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                        select event_id, id, 'REFUND', payment_intent_id, 're_that_never_was', -1, 'EUR', now()
                          from booking.booking where event_id = ? limit 1
                        """).param(concert.id()).update();
        assertThat(differences(concert)).as("a cent that Stripe does not know").isOne();
        for (var change : List.of("update booking.ledger_entry set amount = 1", "delete from booking.ledger_entry")) {
            assertThat(catchThrowable(() -> sql().sql(change).update())).hasMessageContaining("append-only");
        }
    }

    /// B13: as `./boxoffice verify` asks.
    private long differences(BookingTestEvent concert) {
        var operator = BookingTestClient.of(base(), "oscar", "operator");
        var found = 0L;
        for (var after = ""; after != null; ) {
            var page = operator.get("/operator/ledger-comparison" + after);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().path("checked").asLong()).isPositive();
            for (var difference : page.body().path("differences")) {
                found += difference
                                .path("eventId")
                                .asString("")
                                .equals(concert.id().toString())
                        ? 1
                        : 0;
            }
            var next = page.body().path("next").asString("");
            after = next.isEmpty() ? null : "?after=" + next;
        }
        return found;
    }

    /// A fee that the policy keeps has its tax kept, too: of 50.00 + 10.00 and 19 % the ticket comes back with
    /// its own.
    @Test
    void the_tax_on_a_fee_that_is_kept_is_kept() {
        var concert = concert()
                .seated("Stalls", 1, 2, 5000)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 1000, "refundable", true)))
                .tax("VAT", 19, false)
                .refundPolicy(false, List.of(Map.of("beforeStart", "PT0S", "percent", 100)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        var preview = alice.get(path(paid) + "/cancellation").body();
        assertThat(preview.at("/refund/amount").asLong()).isEqualTo(5950);
        var kept = 0L;
        for (var line : preview.path("kept")) {
            kept += line.at("/amount/amount").asLong();
        }
        assertThat(kept).isEqualTo(1190);
    }

    /// P7: what was given back out of kindness is not kept as well, whether tickets come back at once or one by one.
    @Test
    void what_went_back_before_is_not_kept() {
        var concert = concert()
                .seated("Stalls", 1, 4, 5000)
                .refundPolicy(true, List.of(Map.of("beforeStart", "PT0S", "percent", 50)))
                .open();
        var olivia = BookingTestClient.of(base(), "olivia", "organizer");
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var kindness = Map.of("amount", Map.of("amount", 1000, "currency", "EUR"));
        assertThat(olivia.post(path(paid) + "/refunds", kindness).status()).isEqualTo(201);
        for (var seat = 0; seat < 2; seat++) {
            alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(seat))));
        }
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        var totals = olivia.get("/events/" + concert.id() + "/ledger").body().at("/totals/0");
        assertThat(totals.at("/kept/amount").asLong()).isEqualTo(10_000 - 1000 - 5000);
        promisesAreKept(concert);
    }

    /// M1, M2: what no card can be paid is refused before it is promised.
    @Test
    void a_refund_in_parts_of_what_cards_know_is_refused() {
        var concert = concert().seated("Stalls", 1, 4, 5000).currency("KWD").open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        var olivia = BookingTestClient.of(base(), "olivia", "organizer");
        var odd = Map.of("amount", Map.of("amount", 15, "currency", "KWD"));
        refused(olivia.post(path(paid) + "/refunds", odd), 422, "validation-failed");
        var even = Map.of("amount", Map.of("amount", 10, "currency", "KWD"));
        assertThat(olivia.post(path(paid) + "/refunds", even).status()).isEqualTo(201);
    }

    /// B1: a child only with an adult, also after some tickets went back.
    @Test
    void a_ticket_that_another_needs_is_not_given_back_alone() {
        var concert = concert()
                .seated("Stalls", 1, 4, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", 4)
                .open();
        var alice = buyer("alice");
        var held = alice.post(
                "/booking/reserve", Map.of("eventId", concert.id(), "priceTypes", Map.of("Adult", 1, "Child", 1)));
        var paid = alice.buy(held.text("holdId"), "pm_card_visa");
        var tickets = new HashMap<String, String>();
        paid.body()
                .path("tickets")
                .forEach(ticket -> tickets.put(
                        ticket.path("priceType").asString(), ticket.path("id").asString()));
        var adult = Map.of("ticketIds", List.of(tickets.get("Adult")));
        refused(alice.post(path(paid) + "/cancellation", adult), 409, "cancellation-closed");
        assertThat(alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(tickets.get("Child"))))
                        .status())
                .isEqualTo(202);
        assertThat(alice.post(path(paid) + "/cancellation", adult).status()).isEqualTo(202);
    }

    @Test
    void a_booking_keeps_the_policy_it_was_bought_under() {
        var concert = concert()
                .seated("Stalls", 1, 8, 1001)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 150, "refundable", true)))
                .refundPolicy(
                        false,
                        List.of(
                                Map.of("beforeStart", "PT2400H", "percent", 100),
                                Map.of("beforeStart", "PT24H", "percent", 50)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        concert.refundPolicy(true, List.of(Map.of("beforeStart", "PT0S", "percent", 0)))
                .price();
        var preview = alice.get(path(paid) + "/cancellation?ticketIds=" + concert.ticket(0));
        assertThat(preview.body().at("/refund/amount").asLong()).isEqualTo(501);
        assertThat(preview.body().at("/until").asString("")).isNotEmpty();
        var kept = 0L;
        for (var line : preview.body().path("kept")) {
            kept += line.at("/amount/amount").asLong();
        }
        assertThat(kept).isEqualTo(1151 - 501);
        for (var seat = 0; seat < 3; seat++) {
            alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(seat))));
        }
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(1502);
        var ledger = BookingTestClient.of(base(), "olivia", "organizer").get("/events/" + concert.id() + "/ledger");
        assertThat(ledger.body().at("/totals/0/kept/amount").asLong()).isEqualTo(3 * 1151 - 1502);
        promisesAreKept(concert);
    }

    @Test
    void a_used_ticket_is_left_out_and_a_returned_one_opens_no_door() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        var codes = alice.get(path(paid) + "/tickets").body().path("tickets");
        var scanner = BookingTestClient.of(base(), "sam", "scanner");
        assertThat(scan(scanner, codes.path(0).path("code").asString("")).status())
                .isEqualTo(200);
        assertThat(alice.get(path(paid)).body().at("/tickets/0/status").asString(""))
                .isEqualTo("USED");
        refused(
                alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0)))),
                409,
                "cancellation-closed");
        alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(1))));
        refused(scan(scanner, codes.path(1).path("code").asString("")), 409, "ticket-cancelled");
        concert.cancel();
        var after = awaited(alice, paid, "/tickets/2/status", "RETURNED");
        assertThat(after.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(after.body().at("/tickets/0/status").asString("")).isEqualTo("USED");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(alice.get(path(paid))
                                .body()
                                .at("/refunded/amount")
                                .asLong())
                        .isEqualTo(9000));
        var progress = BookingTestClient.of(base(), "olivia", "organizer")
                .get("/events/" + concert.id() + "/cancellation")
                .body();
        assertThat(progress.path("includeUsed").asBoolean(true)).isFalse();
        assertThat(progress.path("usedTickets").asLong()).isOne();
        promisesAreKept(concert);
    }

    @Test
    void a_used_ticket_is_paid_back_where_the_organiser_asks_for_it() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var code =
                alice.get(path(paid) + "/tickets").body().at("/tickets/0/code").asString("");
        assertThat(scan(BookingTestClient.of(base(), "sam", "scanner"), code).status())
                .isEqualTo(200);
        concert.cancelWithUsed();
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        assertThat(back.body().at("/tickets/0/status").asString("")).isEqualTo("RETURNED");
        var progress = BookingTestClient.of(base(), "olivia", "organizer")
                .get("/events/" + concert.id() + "/cancellation")
                .body();
        assertThat(progress.path("includeUsed").asBoolean(false)).isTrue();
        assertThat(progress.path("usedTickets").asLong()).isZero();
        promisesAreKept(concert);
    }

    private static BookingTestResponse scan(BookingTestClient scanner, String code) {
        return scanner.post("/check-ins", Map.of("code", code, "gate", "A", "nonce", code.substring(0, 8)));
    }

    @Test
    void a_moved_event_is_accepted_or_its_money_comes_back() {
        var concert = hall();
        var now = Instant.now();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var stays = bought(alice, concert, 0, 1);
        var leaves = bought(bob, concert, 1, 3);
        refused(alice.post(path(stays) + "/rescheduling", Map.of("answer", "ACCEPT")), 409, "rescheduling-closed");
        concert.reschedule(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(20)));
        assertThat(alice.get(path(stays)).body().at("/rescheduling/answerBy").asString(""))
                .isNotEmpty();
        assertThat(alice.post(path(stays) + "/rescheduling", Map.of("answer", "ACCEPT"))
                        .body()
                        .at("/rescheduling/answer")
                        .asString(""))
                .isEqualTo("ACCEPT");
        assertThat(bob.post(path(leaves) + "/rescheduling", Map.of("answer", "REFUND"))
                        .status())
                .isEqualTo(200);
        var back = awaitStatus(bob, leaves.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunds/0/reason").asString("")).isEqualTo("RESCHEDULED");
        refused(bob.post(path(leaves) + "/rescheduling", Map.of("answer", "ACCEPT")), 409, "rescheduling-closed");
        refused(alice.post(path(stays) + "/rescheduling", Map.of()), 422, "validation-failed");
        assertThat(alice.get(path(stays)).text("status")).isEqualTo("CONFIRMED");

        var carol = buyer("carol");
        var returned = bought(carol, concert, 4, 5);
        carol.post(path(returned) + "/cancellation", Map.of());
        awaitStatus(carol, returned.text("bookingId"), "REFUNDED");
        concert.reschedule(now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(90)), now.plus(Duration.ofDays(50)));
        assertThat(alice.get(path(stays)).body().at("/rescheduling").has("answer"))
                .as("asked about the second move")
                .isFalse();
        assertThat(bob.get(path(leaves)).body().at("/rescheduling/answer").asString(""))
                .as("has said what to do")
                .isEqualTo("REFUND");
        assertThat(carol.get(path(returned)).body().has("rescheduling"))
                .as("has no tickets to ask about")
                .isFalse();
        promisesAreKept(concert);
    }

    /// A booking is read as of one moment, also while its tickets go back.
    @Test
    void a_booking_is_read_whole_while_its_tickets_go_back() throws Exception {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        try (var connection = POSTGRES.superuser().getConnection();
                var statement = connection.createStatement();
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("lock table booking.returned_ticket in access exclusive mode");
            var read = readers.submit(() -> alice.get(path(paid)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sql().sql("""
                            select exists (select from pg_locks where relation = 'booking.returned_ticket'::regclass and not granted)
                            """).query(Boolean.class).single());
            statement.execute(
                    "update booking.booking set status = 'CANCELLED' where id = '" + paid.text("bookingId") + "'");
            statement.execute("""
                    insert into booking.returned_ticket (event_id, booking_id, ordinal, status, percent, fees, returned_at)
                    values ('%s', '%s', 0, 'RETURNED', 100, 'ALL', now())
                    """.formatted(concert.id(), paid.text("bookingId")));
            connection.commit();
            var seen = read.get();
            var ticket = seen.body().at("/tickets/0/status").asString("");
            assertThat(seen.text("status") + " " + ticket).isIn("CONFIRMED VALID", "CANCELLED RETURNED");
        }
    }

    /// B7: instances that die and a Stripe that loses answers: none is refunded twice, none forgotten, each hears of
    /// it.
    @Test
    void a_mass_cancellation_survives_whatever_dies() {
        var concert = concert().seated("Stalls", 2, 12, 4500).open();
        var bookings = together(IntStream.range(0, 24)
                .<Callable<BookingTestResponse>>mapToObj(
                        seat -> () -> bought(buyer("fan-" + seat), concert, seat, seat + 1))
                .toList());
        sql().sql("""
                        insert into booking.buyer_contact (subject, email, updated_at)
                        select 'fan-' || n, 'fan-' || n || '@example.org', now() from generate_series(0, 23) n on conflict do nothing
                        """).update();
        STRIPE.faults(StripeFaults.NONE.failing(0.2).losingResponses(0.3).droppingWebhooks(0.5));
        concert.cancel();
        for (var life = 0; life < 2; life++) {
            BookingInstance.start(Duration.ZERO, Map.of("boxoffice.payment.refund-retry", "200ms"))
                    .close();
        }
        STRIPE.faults(StripeFaults.NONE);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var progress = owner.get("/events/" + concert.id() + "/cancellation");
            assertThat(progress.text("status")).isEqualTo("DONE");
            assertThat(progress.body().path("refunded").asLong()).isEqualTo(24);
        });
        for (var booking : bookings) {
            assertThat(STRIPE.balance(intentOf(booking))).isZero();
            assertThat(sql().sql("select count(*) from booking.refund where booking_id = ?::uuid")
                            .param(booking.text("bookingId"))
                            .query(Long.class)
                            .single())
                    .isOne();
        }
        assertThat(REDIS.command("XREVRANGE bo:events:booking + - COUNT 500")).contains("MailRequested");
        promisesAreKept(concert);
    }
}
