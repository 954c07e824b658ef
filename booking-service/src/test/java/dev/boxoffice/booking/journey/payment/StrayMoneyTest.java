package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Money that buys no tickets goes back.
class StrayMoneyTest extends PaymentJourney {

    @Test
    void money_for_seats_that_are_gone_goes_back_by_itself() {
        var concert = hall();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var hold = held(alice, concert.ticket(0));
        var waiting = challenged(alice, hold);
        var intent = waiting.paymentIntent();
        STRIPE.decide(intent, SimulatedOutcome.FAIL);
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        // Redis learns that the payment is over a moment after Postgres.
        await().until(() -> alice.delete("/booking/holds/" + hold).status() == 204);
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
        var path = path(booking);
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

    /// M6: tickets are given for the booking's amount in the booking's currency, and for nothing else.
    @Test
    void a_captured_amount_that_differs_buys_no_tickets_and_goes_back() throws Exception {
        for (var captured : List.of(
                "\"amount_received\":1,\"currency\":\"eur\"", "\"amount_received\":4500,\"currency\":\"usd\"")) {
            var concert = hall();
            var alice = buyer("alice");
            var waiting = challenged(alice, held(alice, concert.ticket(0)));
            var body = """
                    {"id":"evt_%s","type":"payment_intent.succeeded","data":{"object":{"id":"%s","status":"succeeded",%s,
                     "metadata":{"booking_id":"%s","event_id":"%s"}}}}""".formatted(
                            waiting.text("bookingId"),
                            waiting.paymentIntent(),
                            captured,
                            waiting.text("bookingId"),
                            concert.id());
            for (var times = 0; times < 2; times++) {
                assertThat(BookingTestClient.anonymous(base())
                                .with("Stripe-Signature", signatureOf(body))
                                .post("/webhooks/stripe", body)
                                .status())
                        .isEqualTo(200);
            }
            var booking = alice.get(path(waiting));
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
}
