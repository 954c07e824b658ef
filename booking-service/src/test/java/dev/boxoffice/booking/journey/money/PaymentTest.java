package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.testkit.BoxofficeProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class PaymentTest extends BookingServiceTest {

    @Test
    void confirming_twice_at_once_gives_one_booking_and_one_charge() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0), concert.ticket(1)).text("holdId");
        var answers = together(IntStream.range(0, 8)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> alice.buy(hold, "pm_card_visa"))
                .toList());
        assertThat(answers.stream().map(answer -> answer.text("bookingId")).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.text("status"))).containsOnly("CONFIRMED");
        var afterwards = alice.with("Prefer", "wait=5")
                .put("/booking/confirm", Map.of("ticketIds", List.of(concert.ticket(1), concert.ticket(0))));
        assertThat(afterwards.text("bookingId")).isEqualTo(answers.getFirst().text("bookingId"));
        promisesAreKept(concert);
    }

    @Test
    void a_hold_may_be_named_by_its_tickets() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        alice.reserve(concert.ticket(0), concert.ticket(1));
        var part = Map.of("ticketId", concert.ticket(0), "paymentMethodId", "pm_card_visa");
        refused(alice.put("/booking/confirm", part), 422, "validation-failed");
        var all = Map.of("ticketIds", List.of(concert.tickets(0, 2)), "paymentMethodId", "pm_card_visa");
        refused(buyer("bob").put("/booking/confirm", all), 403, "forbidden");
        assertThat(alice.with("Prefer", "wait=20")
                        .send("PATCH", "/booking/confirm", all)
                        .text("status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void a_declined_card_leaves_the_hold_alive_for_another() {
        var concert = concert().seated("Stalls", 1, 4, 4500).limits(4, 4).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.tickets(0, 4)).text("holdId");
        var declined = alice.buy(hold, "pm_card_chargeDeclined");
        assertThat(declined.status()).isEqualTo(200);
        assertThat(declined.text("status")).isEqualTo("PAYMENT_FAILED");
        assertThat(declined.text("failureCode")).isNotEmpty();
        assertThat(concert.count("AVAILABLE")).isEqualTo(4);
        refused(buyer("bob").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(alice.get("/booking/holds/" + hold).status()).isEqualTo(200);

        var paid = alice.buy(hold, "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        assertThat(paid.text("bookingId")).isEqualTo(declined.text("bookingId"));
        promisesAreKept(concert);
    }

    /// D5: a hold is no place to try out stolen cards.
    @Test
    void five_declined_cards_end_the_hold_and_the_last_say_little() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var eve = buyer("eve-" + concert.id());
        var hold = eve.reserve(concert.ticket(0)).text("holdId");
        var codes = IntStream.range(0, 5)
                .mapToObj(_ ->
                        eve.buy(hold, "pm_card_chargeDeclinedInsufficientFunds").text("failureCode"))
                .toList();
        assertThat(codes)
                .containsExactly(
                        "insufficient_funds",
                        "insufficient_funds",
                        "insufficient_funds",
                        "card_declined",
                        "card_declined");
        refused(eve.buy(hold, "pm_card_visa"), 429, "too-many-attempts");
        awaitHeld(buyer("bob"), concert.ticket(0));
        refused(eve.buy(hold, "pm_card_visa"), 429, "too-many-attempts");
        promisesAreKept(concert);
    }

    /// D5: nor are many holds.
    @Test
    void twenty_declined_cards_of_a_buyer_end_the_hour() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var eve = buyer("eve-" + concert.id());
        for (var seat = 0; seat < 4; seat++) {
            var hold = eve.reserve(concert.ticket(seat)).text("holdId");
            for (var card = 0; card < 5; card++) {
                assertThat(eve.buy(hold, "pm_card_chargeDeclined").text("status"))
                        .isEqualTo("PAYMENT_FAILED");
            }
        }
        var hold = eve.reserve(concert.ticket(5)).text("holdId");
        var slowed = eve.buy(hold, "pm_card_visa");
        refused(slowed, 429, "too-many-attempts");
        assertThat(slowed.header("Retry-After")).isNotEmpty();
        awaitHeld(buyer("bob"), concert.ticket(5));
    }

    /// D5: nor many cards at the same moment.
    @Test
    void cards_tried_at_the_same_moment_do_not_pass_the_limit_together() {
        var concert = concert().seated("Stalls", 6, 8, 4500).limits(8, 48).open();
        var eve = buyer("eve-" + concert.id());
        var holds = IntStream.range(0, 40)
                .mapToObj(seat -> eve.reserve(concert.ticket(seat)))
                .peek(held -> assertThat(held.status()).as("%s", held.body()).isEqualTo(201))
                .map(held -> held.text("holdId"))
                .toList();
        STRIPE.faults(StripeFaults.NONE.slowBy(300));
        for (var round = 0; round < 2; round++) {
            var answers = together(holds.stream()
                    .<Callable<BookingTestResponse>>map(hold -> () -> eve.buy(hold, "pm_card_chargeDeclined"))
                    .toList());
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429));
        }
        assertThat(sql().sql("select sum(attempt) from booking.booking where event_id = ?")
                        .param(concert.id())
                        .query(Long.class)
                        .single())
                .as("cards tried")
                .isEqualTo(20);
        refused(eve.buy(eve.reserve(concert.ticket(40)).text("holdId"), "pm_card_visa"), 429, "too-many-attempts");
    }

    /// D5: nor many cards on one hold.
    @Test
    void cards_tried_at_the_same_moment_on_one_hold_count_each() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var eve = buyer("eve-" + concert.id());
        for (var seat = 0; seat < 3; seat++) {
            var hold = eve.reserve(concert.ticket(seat)).text("holdId");
            for (var card = 0; card < 5; card++) {
                eve.buy(hold, "pm_card_chargeDeclined");
            }
        }
        var first = eve.reserve(concert.ticket(3)).text("holdId");
        for (var card = 0; card < 3; card++) {
            eve.buy(first, "pm_card_chargeDeclined");
        }
        var last = eve.reserve(concert.ticket(4)).text("holdId");
        together(IntStream.range(0, 12)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> eve.buy(last, "pm_card_chargeDeclined"))
                .toList());
        eve.buy(last, "pm_card_chargeDeclined");
        eve.buy(last, "pm_card_chargeDeclined");
        assertThat(sql().sql("select sum(attempt) from booking.booking where event_id = ?")
                        .param(concert.id())
                        .query(Long.class)
                        .single())
                .as("cards tried")
                .isEqualTo(20);
    }

    /// D5: whoever buys a lot with good cards is not slowed by those that are paid for.
    @Test
    void paid_holds_try_no_card_any_more() {
        var concert = concert().seated("Stalls", 5, 8, 4500).limits(8, 40).open();
        var alice = buyer("alice-" + concert.id());
        for (var seat = 0; seat < 25; seat++) {
            var hold = alice.reserve(concert.ticket(seat)).text("holdId");
            assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        }
        promisesAreKept(concert);
    }

    /// D5: what needs no card is not slowed, and what is finished is told again.
    @Test
    void whoever_has_tried_too_many_cards_gets_what_is_free_and_hears_of_what_is_theirs() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var free = concert().seated("Stalls", 1, 4, 0).open();
        var eve = buyer("eve-" + concert.id());
        var first = eve.reserve(concert.ticket(0)).text("holdId");
        assertThat(eve.buy(first, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        for (var seat = 1; seat < 5; seat++) {
            var hold = eve.reserve(concert.ticket(seat)).text("holdId");
            for (var card = 0; card < 5; card++) {
                eve.buy(hold, "pm_card_chargeDeclined");
            }
        }
        assertThat(eve.buy(first, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        var gift = eve.reserve(free.ticket(0)).text("holdId");
        assertThat(eve.put("/booking/confirm", Map.of("holdId", gift)).text("status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void an_unknown_card_fails_the_payment_and_nothing_else() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        assertThat(alice.buy(hold, "pm_no_such_card").text("status")).isEqualTo("PAYMENT_FAILED");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void three_d_secure_is_the_buyers_turn_and_then_the_webhooks() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        assertThat(waiting.text("status")).isEqualTo("REQUIRES_ACTION");
        assertThat(waiting.text("clientSecret")).contains("_secret_");
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
        var booking = awaitStatus(alice, waiting.text("bookingId"), "CONFIRMED");
        assertThat(booking.text("clientSecret")).isEmpty();
        promisesAreKept(concert);
    }

    @Test
    void failed_three_d_secure_gives_the_seats_back_to_the_hold() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.FAIL);
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// M7: whoever leaves 3-D Secure for another card hears how that one went, not how the first stands.
    @Test
    void another_card_after_three_d_secure_is_answered_for_itself() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var paid = alice.reserve(concert.ticket(0)).text("holdId");
        alice.buy(paid, "pm_card_authenticationRequired");
        assertThat(alice.buy(paid, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");

        var declined = alice.reserve(concert.ticket(1)).text("holdId");
        alice.buy(declined, "pm_card_authenticationRequired");
        assertThat(alice.buy(declined, "pm_card_chargeDeclined").text("status")).isEqualTo("PAYMENT_FAILED");
        assertThat(alice.buy(declined, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// Whoever sends another card while one is being tried is told that it was not, and may try it afterwards.
    @Test
    void another_card_waits_until_the_first_is_decided() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        STRIPE.faults(new StripeFaults(null, null, SimulatedOutcome.DELAY));
        var first = alice.confirm(hold, "pm_card_visa");
        var second = alice.confirm(hold, "pm_card_mastercard");
        refused(second, 409, "hold-in-payment");
        assertThat(second.text("bookingId")).isEqualTo(first.text("bookingId"));
        var again = alice.confirm(hold, "pm_card_visa");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("bookingId")).isEqualTo(first.text("bookingId"));

        STRIPE.faults(StripeFaults.NONE);
        STRIPE.decide(intentOnceKnown(first), SimulatedOutcome.FAIL);
        awaitStatus(alice, first.text("bookingId"), "PAYMENT_FAILED");
        assertThat(alice.buy(hold, "pm_card_mastercard").text("status")).isEqualTo("CONFIRMED");
        assertThat(alice.confirm(hold, "pm_card_visa").text("status"))
                .as("what is paid is paid")
                .isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    private String intentOnceKnown(BookingTestResponse booking) {
        return await().until(
                        () -> sql().sql(
                                        "select coalesce(payment_intent_id, '') from booking.booking where id = ?::uuid")
                                .param(booking.text("bookingId"))
                                .query(String.class)
                                .single(),
                        intent -> !intent.isEmpty());
    }

    /// M7: the same from the browser's side.
    @Test
    void a_card_may_follow_a_payment_begun_in_the_browser() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        assertThat(alice.put("/booking/confirm", Map.of("holdId", hold)).text("clientSecret"))
                .contains("_secret_");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void the_browser_pays_with_the_client_secret() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var booking = alice.put("/booking/confirm", Map.of("holdId", hold));
        assertThat(booking.status()).isEqualTo(202);
        assertThat(booking.text("clientSecret")).contains("_secret_");
        STRIPE.decide(booking.paymentIntent(), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void the_webhook_alone_books_when_stripes_answer_is_lost() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        STRIPE.faults(StripeFaults.NONE.losingResponses(1));
        var booking = alice.confirm(hold, "pm_card_visa");
        assertThat(booking.status()).isEqualTo(202);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void the_webhook_may_come_before_the_answer_ten_times_and_in_any_order() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        STRIPE.faults(StripeFaults.NONE.slowBy(300).repeatingWebhooks(10).reorderingWebhooks(200));
        var bookings = together(IntStream.range(0, 4)
                .<Callable<BookingTestResponse>>mapToObj(n -> () -> {
                    var buyer = buyer("repeat-" + n);
                    return buyer.buy(buyer.reserve(concert.ticket(n)).text("holdId"), "pm_card_visa");
                })
                .toList());
        assertThat(bookings.stream().map(booking -> booking.text("status"))).containsOnly("CONFIRMED");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(messages("BookingConfirmed", concert.id())).hasSize(4));
        assertThat(alice.get("/bookings").status()).isEqualTo(200);
        promisesAreKept(concert);
    }

    @Test
    void a_lost_webhook_and_a_lost_answer_are_reconciled() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        STRIPE.deliverTo(null);
        STRIPE.faults(StripeFaults.NONE.losingNextResponses(2));
        var booking = alice.confirm(hold, "pm_card_visa");
        checkNow(booking);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void stripe_answering_500_is_asked_again() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        STRIPE.faults(StripeFaults.NONE.failingNext(2));
        var booking = alice.confirm(hold, "pm_card_visa");
        checkNow(booking);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void a_forged_or_stale_webhook_changes_nothing() throws Exception {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        var body = """
                {"id":"evt_forged","type":"payment_intent.succeeded","data":{"object":{"id":"%s","status":"succeeded",
                 "metadata":{"booking_id":"%s","event_id":"%s"}}}}""".formatted(waiting.paymentIntent(), waiting.text("bookingId"), concert.id());
        var secret = BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.webhook-secret");
        var stripe = BookingTestClient.anonymous(base());
        var now = Instant.now().getEpochSecond();
        refused(stripe.post("/webhooks/stripe", body), 400, "invalid-signature");
        for (var signature : List.of(
                "t=" + now + ",v1=deadbeef",
                Webhook.Signature.generateSignatureHeader(body, "whsec_other", now),
                Webhook.Signature.generateSignatureHeader(body + " ", secret, now),
                Webhook.Signature.generateSignatureHeader(body, secret, now - 3_600))) {
            refused(
                    stripe.with("Stripe-Signature", signature).post("/webhooks/stripe", body),
                    400,
                    "invalid-signature");
        }
        assertThat(alice.get("/bookings/" + waiting.text("bookingId")).text("status"))
                .isEqualTo("REQUIRES_ACTION");
        var unknown = "{\"id\":\"evt_1\",\"type\":\"customer.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}";
        var signed = Webhook.Signature.generateSignatureHeader(unknown, secret, now);
        assertThat(stripe.with("Stripe-Signature", signed)
                        .post("/webhooks/stripe", unknown)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void money_for_seats_that_are_gone_goes_back_by_itself() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        var intent = waiting.paymentIntent();
        STRIPE.decide(intent, SimulatedOutcome.FAIL);
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        alice.delete("/booking/holds/" + hold);
        assertThat(bob.buy(awaitHeld(bob, concert.ticket(0)).text("holdId"), "pm_card_visa")
                        .text("status"))
                .isEqualTo("CONFIRMED");
        // Alice's browser tries another card on the old payment.
        STRIPE.decide(intent, SimulatedOutcome.SUCCEED);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(sql().sql("select status from booking.refund where payment_intent_id = ?")
                                        .param(intent)
                                        .query(String.class)
                                        .list())
                                .containsExactly("SUCCEEDED"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(messages("PaymentCapturedWithoutTicket", concert.id()))
                        .hasSize(1));
        promisesAreKept(concert);
        strayMoneyThatComesBackIsPaidAnotherWay(alice, concert, waiting, intent);
    }

    /// M3, M8: what came back from the bank is not forgotten, and a person ends the matter.
    private void strayMoneyThatComesBackIsPaidAnotherWay(
            BookingTestClient alice, BookingTestEvent concert, BookingTestResponse booking, String intent) {
        BookingTestClient.anonymous(STRIPE.baseUrl())
                .post("/dev/payments/" + intent + "/refund-outcome", Map.of("outcome", "fail"));
        var path = "/bookings/" + booking.text("bookingId");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                alice.get(path).body().at("/refundDue/amount").asLong())
                        .isEqualTo(4500));
        var manager = BookingTestClient.of(base(), "mia", "support-manager");
        var paid = manager.post(
                path + "/refunds", Map.of("amount", Map.of("amount", 4500, "currency", "EUR"), "elsewhere", true));
        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.text("status")).isEqualTo("ELSEWHERE");
        var after = alice.get(path);
        assertThat(after.body().at("/refundDue/amount").asLong()).isZero();
        assertThat(after.text("status")).isEqualTo("PAYMENT_FAILED");
        promisesAreKept(concert);
    }

    /// M1: Stripe's units, in both directions.
    @Test
    void kronur_and_dinars_are_charged_and_refunded_in_stripes_units() throws Exception {
        for (var price : Map.of("ISK", 5950L, "KWD", 15010L, "JPY", 4500L).entrySet()) {
            var concert = concert()
                    .seated("Stalls", 1, 4, price.getValue())
                    .currency(price.getKey())
                    .open();
            var alice = buyer("alice");
            var paid = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
            assertThat(paid.text("status")).isEqualTo("CONFIRMED");
            alice.post("/bookings/" + paid.text("bookingId") + "/cancellation", Map.of());
            awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
            var inStripesUnit = price.getKey().equals("ISK") ? 595_000L : price.getValue();
            assertThat(chargedAtStripe(paid)).isEqualTo(inStripesUnit);
        }
    }

    private long chargedAtStripe(BookingTestResponse booking) throws Exception {
        return stripe(HttpRequest.newBuilder(
                        URI.create(STRIPE.baseUrl() + "/v1/payment_intents/" + paymentOf(booking))))
                .path("amount_received")
                .asLong();
    }

    private String paymentOf(BookingTestResponse booking) {
        return sql().sql("select payment_intent_id from booking.booking where id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(String.class)
                .single();
    }

    private static JsonNode stripe(HttpRequest.Builder request) throws Exception {
        var signedIn =
                request.header("Authorization", "Bearer " + STRIPE.secretKey()).build();
        try (var http = HttpClient.newHttpClient()) {
            return BookingTestResponse.JSON.readTree(
                    http.send(signedIn, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /// M5: what was given back elsewhere cannot be given back again; the rest can, and ends the matter.
    @Test
    void a_booking_partly_refunded_in_the_dashboard_is_refunded_what_is_left() throws Exception {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        for (var elsewhere : List.of(1000, 4500)) {
            var paid = alice.buy(alice.reserve(concert.ticket(elsewhere / 4500)).text("holdId"), "pm_card_visa");
            stripe(HttpRequest.newBuilder(URI.create(STRIPE.baseUrl() + "/v1/refunds"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "payment_intent=" + paymentOf(paid) + "&amount=" + elsewhere)));
            alice.post("/bookings/" + paid.text("bookingId") + "/cancellation", Map.of());
            awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        }
        promisesAreKept(concert);
    }

    /// M6: tickets are given for the booking's amount in the booking's currency, and for nothing else.
    @Test
    void a_captured_amount_that_differs_buys_no_tickets_and_goes_back() throws Exception {
        for (var captured : List.of(
                "\"amount_received\":1,\"currency\":\"eur\"", "\"amount_received\":4500,\"currency\":\"usd\"")) {
            var concert = concert().seated("Stalls", 1, 4, 4500).open();
            var alice = buyer("alice");
            var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
            var body = """
                    {"id":"evt_%s","type":"payment_intent.succeeded","data":{"object":{"id":"%s","status":"succeeded",%s,
                     "metadata":{"booking_id":"%s","event_id":"%s"}}}}""".formatted(
                            waiting.text("bookingId"),
                            waiting.paymentIntent(),
                            captured,
                            waiting.text("bookingId"),
                            concert.id());
            var secret = BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.webhook-secret");
            var signature = Webhook.Signature.generateSignatureHeader(
                    body, secret, Instant.now().getEpochSecond());
            for (var times = 0; times < 2; times++) {
                assertThat(BookingTestClient.anonymous(base())
                                .with("Stripe-Signature", signature)
                                .post("/webhooks/stripe", body)
                                .status())
                        .isEqualTo(200);
            }
            var booking = alice.get("/bookings/" + waiting.text("bookingId"));
            assertThat(booking.text("status")).isEqualTo("PAYMENT_FAILED");
            assertThat(booking.text("failureCode")).isEqualTo("captured_amount_differs");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(messages("PaymentCapturedWithoutTicket", concert.id()))
                            .filteredOn(
                                    data -> data.path("bookingId").asString().equals(waiting.text("bookingId")))
                            .extracting(data -> data.path("reason").asString())
                            .containsExactly("AMOUNT_DIFFERS"));
        }
    }

    @Test
    void a_cancelled_event_refunds_everyone_also_who_was_paying() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var paid = alice.buy(alice.reserve(concert.tickets(0, 3)).text("holdId"), "pm_card_visa");
        var paying = bob.buy(bob.reserve(concert.ticket(5)).text("holdId"), "pm_card_authenticationRequired");
        concert.cancel();
        STRIPE.decide(paying.paymentIntent(), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        awaitStatus(bob, paying.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    @Test
    void nobody_cancels_what_is_not_theirs_not_paid_or_has_begun() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_chargeDeclined");
        var path = "/bookings/" + booking.text("bookingId");
        refused(buyer("bob").get(path), 404, "not-found");
        refused(buyer("bob").post(path + "/cancellation", Map.of()), 404, "not-found");
        refused(alice.post(path + "/cancellation", Map.of()), 409, "booking-not-confirmed");
        refused(alice.get(path + "/tickets"), 409, "booking-not-confirmed");

        var now = Instant.now();
        var begun = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(now.minusSeconds(60))
                .sales(null, now.plusSeconds(600)) // sold at the door, too
                .open();
        var late = alice.buy(alice.reserve(begun.ticket(0)).text("holdId"), "pm_card_visa");
        assertThat(late.text("status")).isEqualTo("CONFIRMED");
        refused(
                alice.post("/bookings/" + late.text("bookingId") + "/cancellation", Map.of()),
                409,
                "cancellation-closed");
    }

    @Test
    void a_refund_that_stripe_loses_is_asked_for_again_and_paid_once() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        STRIPE.faults(StripeFaults.NONE.failingNext(3));
        alice.post("/bookings/" + booking.text("bookingId") + "/cancellation", Map.of());
        awaitStatus(alice, booking.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    @Test
    void the_stream_tells_the_status_until_it_is_final() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
        var stream = together(List.<Callable<BookingTestResponse>>of(
                () -> alice.get("/bookings/" + waiting.text("bookingId") + "/stream"), () -> {
                    STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
                    return waiting;
                }));
        assertThat(stream.getFirst().raw().text()).contains("event:booking").contains("\"status\":\"CONFIRMED\"");
    }

    /// M9: a cancelled free booking has no refund to wait for. A stream that does not end is no answer that is late.
    @Test
    @Timeout(60)
    void every_final_status_ends_the_stream_and_a_reconnect_is_answered_204() {
        var concert = concert().seated("Stalls", 1, 8, 0).open();
        var alice = buyer("alice");
        var free = alice.put(
                "/booking/confirm",
                Map.of("holdId", alice.reserve(concert.ticket(0)).text("holdId")));
        awaitStatus(alice, free.text("bookingId"), "CONFIRMED");
        var path = "/bookings/" + free.text("bookingId");
        assertThat(alice.with("Last-Event-ID", "PROCESSING")
                        .get(path + "/stream")
                        .raw()
                        .text())
                .contains("id:CONFIRMED");
        assertThat(alice.with("Last-Event-ID", "CONFIRMED")
                        .get(path + "/stream")
                        .status())
                .isEqualTo(204);
        alice.post(path + "/cancellation", Map.of());
        assertThat(alice.with("Last-Event-ID", "CONFIRMED")
                        .get(path + "/stream")
                        .raw()
                        .text())
                .contains("id:CANCELLED");
        assertThat(alice.with("Last-Event-ID", "CANCELLED")
                        .get(path + "/stream")
                        .status())
                .isEqualTo(204);
    }

    /// M10: who asks for part of a booking does not lose all of it, and what is not understood is refused.
    @Test
    void a_cancellation_of_part_of_a_booking_leaves_the_rest() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var paid = alice.buy(alice.reserve(concert.tickets(0, 3)).text("holdId"), "pm_card_visa");
        var path = "/bookings/" + paid.text("bookingId");
        var unknown = alice.post(path + "/cancellation", Map.of("tickets", List.of(concert.ticket(0))));
        refused(unknown, 422, "validation-failed");
        assertThat(unknown.body().path("errors").path(0).path("field").asString())
                .isEqualTo("tickets");
        refused(
                alice.post(path + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(7)))),
                422,
                "validation-failed");
        alice.post(path + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0))));
        assertThat(alice.get(path).text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(alice.get(path + "/tickets").body().path("tickets").size()).isEqualTo(2);
        assertThat(alice.send("POST", path + "/cancellation", null).status()).isEqualTo(202);
    }

    private void checkNow(BookingTestResponse booking) {
        sql().sql(
                        "update booking.payment_in_flight set next_check_at = now() + interval '300 milliseconds' where booking_id = ?::uuid")
                .param(booking.text("bookingId"))
                .update();
    }
}
