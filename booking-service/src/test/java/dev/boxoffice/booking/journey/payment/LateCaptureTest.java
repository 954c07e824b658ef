package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A payment that succeeds in the browser after its booking has failed: told twice, to several instances, beside
/// another
/// card, it buys the tickets or goes back, and never both.
@TestInstance(Lifecycle.PER_CLASS)
class LateCaptureTest extends PaymentJourney {

    private BookingInstance other;

    @AfterAll
    void stopTheOther() {
        if (other != null) {
            other.close();
        }
    }

    /// Paid after its booking had failed; the service has not heard of it.
    private record Late(
            BookingTestEvent concert,
            BookingTestClient buyer,
            String hold,
            BookingTestResponse booking,
            String intent) {

        UUID id() {
            return UUID.fromString(booking.text("bookingId"));
        }
    }

    private Late paidLate(BookingTestEvent concert) {
        var late = failed(concert);
        payUnheard(late);
        return late;
    }

    private Late failed(BookingTestEvent concert) {
        var alice = buyer("alice-" + concert.id());
        var hold = held(alice, concert.ticket(0));
        var waiting = challenged(alice, hold);
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.FAIL);
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        return new Late(concert, alice, hold, waiting, waiting.paymentIntent());
    }

    private void payUnheard(Late late) {
        STRIPE.deliverTo(null);
        STRIPE.decide(late.intent(), SimulatedOutcome.SUCCEED);
        STRIPE.deliverTo(URI.create(base() + "/webhooks/stripe"));
    }

    @Test
    void told_twice_at_once_it_books_and_nothing_goes_back() throws Exception {
        var late = paidLate(hall());
        whileLocked(late, (sql, threads) -> {
            var news = List.of(threads.start(() -> tell(base(), late)), threads.start(() -> tell(base(), late)));
            awaitWaiting(2);
            return news;
        });
        assertBookedOnce(late);
    }

    @Test
    void told_to_two_instances_at_once_it_books_and_nothing_goes_back() throws Exception {
        other = BookingInstance.start(Duration.ZERO, Map.of());
        var late = paidLate(hall());
        whileLocked(late, (sql, threads) -> {
            var news = List.of(threads.start(() -> tell(base(), late)), threads.start(() -> tell(other.base(), late)));
            awaitWaiting(2);
            return news;
        });
        assertBookedOnce(late);
    }

    /// In another tab: both cards are for the same PaymentIntent, and it was paid once.
    @Test
    void told_beside_another_card_it_books_and_nothing_goes_back() throws Exception {
        var late = paidLate(hall());
        whileLocked(late, (sql, threads) -> {
            var card = threads.start(
                    () -> late.buyer().buy(late.hold(), "pm_card_visa").status());
            awaitWaiting(1);
            var news = threads.start(() -> tell(base(), late));
            awaitWaiting(2);
            return List.of(card, news);
        });
        assertBookedOnce(late);
    }

    private void assertBookedOnce(Late late) {
        awaitStatus(late.buyer(), late.booking().text("bookingId"), "CONFIRMED");
        assertThat(refunds(late)).isEmpty();
        assertThat(STRIPE.captured("booking_id", late.id().toString())).isOne();
        promisesAreKept(late.concert());
    }

    @Test
    void once_it_goes_back_it_buys_nothing_though_its_seats_are_free_again() {
        var late = failed(hall());
        await().until(() -> late.buyer().delete("/booking/holds/" + late.hold()).status() == 204);
        var bob = buyer("bob");
        var theirs = bob.buy(awaitHeld(bob, late.concert().ticket(0)).text("holdId"), "pm_card_visa");
        assertThat(theirs.text("status")).isEqualTo("CONFIRMED");
        STRIPE.decide(late.intent(), SimulatedOutcome.SUCCEED);
        awaitReturned(late);
        assertThat(bob.post(path(theirs) + "/cancellation", Map.of()).status()).isLessThan(300);
        await().until(() -> late.concert().count("AVAILABLE") == 8);
        var before = late.buyer().get(path(late.booking()));

        assertThat(tell(base(), late)).isEqualTo(200);

        assertThat(late.buyer().get(path(late.booking())).body()).isEqualTo(before.body());
        assertThat(late.concert().count("AVAILABLE")).isEqualTo(8);
        awaitReturned(late);
        promisesAreKept(late.concert());
    }

    @Test
    void once_it_goes_back_another_card_pays_by_a_payment_of_its_own() {
        var late = paidLate(hall());
        publish(late.concert(), "DRAFT");
        assertThat(tell(base(), late)).isEqualTo(200);
        publish(late.concert(), "PUBLISHED");
        awaitReturned(late);

        assertThat(late.buyer().buy(late.hold(), "pm_card_visa").text("status")).isEqualTo("CONFIRMED");

        assertThat(intentOf(late.booking())).isNotEqualTo(late.intent());
        assertThat(tell(base(), late)).isEqualTo(200);
        awaitReturned(late);
        assertThat(late.buyer().get(path(late.booking())).text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(late.concert());
    }

    /// As the version before leaves it.
    @Test
    void a_booking_that_waits_for_what_has_gone_back_ends() {
        var late = paidLate(hall());
        publish(late.concert(), "DRAFT");
        assertThat(tell(base(), late)).isEqualTo(200);
        publish(late.concert(), "PUBLISHED");
        awaitReturned(late);
        sql().sql("update booking.booking set payment_intent_id = ? where id = ?")
                .params(late.intent(), late.id())
                .update();

        late.buyer().buy(late.hold(), "pm_card_visa");

        var ended = awaitStatus(late.buyer(), late.booking().text("bookingId"), "PAYMENT_FAILED");
        assertThat(ended.text("failureCode")).isEqualTo("payment_returned");
        promisesAreKept(late.concert());
    }

    @Test
    void it_goes_back_while_its_seats_are_claimed_anew() throws Exception {
        var late = paidLate(hall());
        whileLocked(late, (sql, threads) -> {
            var news = threads.start(() -> tell(base(), late));
            awaitWaiting(1);
            giveBack(sql, late);
            return List.of(news);
        });
        awaitReturned(late);
        var booking = awaitStatus(late.buyer(), late.booking().text("bookingId"), "PAYMENT_FAILED");
        assertThat(booking.text("failureCode")).isEqualTo("payment_returned");
        assertThat(late.concert().count("AVAILABLE")).isEqualTo(8);
        promisesAreKept(late.concert());
    }

    @Test
    void it_goes_back_while_another_card_begins() throws Exception {
        var late = paidLate(hall());
        whileLocked(late, (sql, threads) -> {
            var card = threads.start(
                    () -> late.buyer().buy(late.hold(), "pm_card_visa").status());
            awaitWaiting(1);
            giveBack(sql, late);
            return List.of(card);
        });
        awaitStatus(late.buyer(), late.booking().text("bookingId"), "CONFIRMED");
        assertThat(intentOf(late.booking())).isNotEqualTo(late.intent());
        awaitReturned(late);
        promisesAreKept(late.concert());
    }

    /// Told again and again, while its buyer tries another card or gives the hold back and somebody else wants the
    /// seat.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void in_any_company_what_is_paid_is_what_is_booked(long seed) {
        var random = new Random(seed);
        var late = paidLate(hall());
        var bob = buyer("bob-" + late.concert().id());
        var tasks = new ArrayList<Callable<Integer>>();
        for (var n = 0; n < 10; n++) {
            tasks.add(
                    switch (random.nextInt(5)) {
                        case 0 ->
                            () -> late.buyer()
                                    .confirm(late.hold(), "pm_card_visa")
                                    .status();
                        case 1 ->
                            () -> late.buyer()
                                    .delete("/booking/holds/" + late.hold())
                                    .status();
                        case 2 ->
                            () -> bob.buy(bob.reserve(late.concert().ticket(0)).text("holdId"), "pm_card_visa")
                                    .status();
                        default -> () -> tell(base(), late);
                    });
        }
        tasks.add(() -> tell(base(), late));
        assertThat(together(tasks)).allMatch(status -> status < 500);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(open(late.concert())).isZero();
            assertThat(STRIPE.captured("event_id", late.concert().id().toString()))
                    .isEqualTo(confirmed(late.concert()));
        });
        promisesAreKept(late.concert());
    }

    private long open(BookingTestEvent concert) {
        return sql().sql("""
                        select (select count(*) from booking.payment_in_flight where event_id = :event)
                             + (select count(*) from booking.refund where event_id = :event and status in ('DUE', 'PENDING'))
                        """).param("event", concert.id()).query(Long.class).single();
    }

    private long confirmed(BookingTestEvent concert) {
        return sql().sql("select count(*) from booking.booking where event_id = ? and status = 'CONFIRMED'")
                .param(concert.id())
                .query(Long.class)
                .single();
    }

    @FunctionalInterface
    private interface LockedSteps {
        List<Future<Integer>> run(JdbcClient sql, Threads threads) throws Exception;
    }

    @FunctionalInterface
    private interface Threads {
        Future<Integer> start(Callable<Integer> task);
    }

    /// Holds the booking's row, lets others come up to it, and lets them go.
    private void whileLocked(Late late, LockedSteps steps) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var connection = POSTGRES.superuser().getConnection()) {
            connection.setAutoCommit(false);
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            sql.sql("select from booking.booking where id = ? for update")
                    .param(late.id())
                    .query()
                    .listOfRows();
            var answers = steps.run(sql, threads::submit);
            connection.commit();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    private void awaitWaiting(int count) {
        await().until(() -> sql().sql("""
                                select count(*) from pg_stat_activity
                                 where usename = 'booking_service' and wait_event_type = 'Lock' and query like '%booking.booking%'
                                """).query(Long.class).single() == count);
    }

    /// As another instance does that has found the seats taken.
    private static void giveBack(JdbcClient sql, Late late) {
        for (var statement : List.of(
                """
                insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                select event_id, id, 'CAPTURE', :intent, :intent, amount, currency, now() from booking.booking where id = :booking
                """,
                """
                insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason, next_attempt_at,
                    created_at, updated_at)
                select event_id, uuidv7(), id, :intent, amount, currency, 'NO_TICKET', now(), now(), now()
                  from booking.booking where id = :booking
                """,
                "update booking.booking set payment_intent_id = null, version = version + 1 where id = :booking and :intent <> ''")) {
            sql.sql(statement)
                    .param("intent", late.intent())
                    .param("booking", late.id())
                    .update();
        }
    }

    private void publish(BookingTestEvent concert, String status) {
        sql().sql("update catalog.event set status = ? where id = ?")
                .params(status, concert.id())
                .update();
    }

    private int tell(String base, Late late) {
        var body = """
                {"id":"evt_%1$s","type":"payment_intent.succeeded","data":{"object":{"id":"%2$s","status":"succeeded",
                 "amount_received":4500,"currency":"eur","metadata":{"booking_id":"%1$s","event_id":"%3$s"}}}}""".formatted(late.id(), late.intent(), late.concert().id());
        return BookingTestClient.anonymous(base)
                .with("Stripe-Signature", signed(body))
                .post("/webhooks/stripe", body)
                .status();
    }

    private static String signed(String body) {
        try {
            return signatureOf(body);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<String> refunds(Late late) {
        return sql().sql("select payment_intent_id || ' ' || status from booking.refund where booking_id = ?")
                .param(late.id())
                .query(String.class)
                .list();
    }

    private void awaitReturned(Late late) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunds(late)).containsExactly(late.intent() + " SUCCEEDED"));
    }
}
