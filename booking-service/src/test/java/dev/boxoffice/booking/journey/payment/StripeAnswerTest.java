package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Answers and webhooks that are lost, late, repeated or not from Stripe.
class StripeAnswerTest extends PaymentJourney {

    @Test
    void the_webhook_alone_books_when_stripes_answer_is_lost() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        STRIPE.faults(StripeFaults.NONE.losingResponses(1));
        var booking = alice.confirm(hold, "pm_card_visa");
        assertThat(booking.status()).isEqualTo(202);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void the_webhook_may_come_before_the_answer_ten_times_and_in_any_order() {
        var concert = hall();
        var alice = buyer("alice");
        STRIPE.faults(StripeFaults.NONE.slowBy(300).repeatingWebhooks(10).reorderingWebhooks(200));
        var bookings = together(IntStream.range(0, 4)
                .<Callable<BookingTestResponse>>mapToObj(n -> () -> {
                    var buyer = buyer("repeat-" + n);
                    return buyer.buy(held(buyer, concert.ticket(n)), "pm_card_visa");
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
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        STRIPE.deliverTo(null);
        STRIPE.faults(StripeFaults.NONE.losingNextResponses(2));
        var booking = alice.confirm(hold, "pm_card_visa");
        checkNow(booking);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void stripe_answering_500_is_asked_again() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        STRIPE.faults(StripeFaults.NONE.failingNext(2));
        var booking = alice.confirm(hold, "pm_card_visa");
        checkNow(booking);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void a_forged_or_stale_webhook_changes_nothing() throws Exception {
        var concert = hall();
        var alice = buyer("alice");
        var waiting = challenged(alice, held(alice, concert.ticket(0)));
        var body = """
                {"id":"evt_forged","type":"payment_intent.succeeded","data":{"object":{"id":"%s","status":"succeeded",
                 "metadata":{"booking_id":"%s","event_id":"%s"}}}}""".formatted(waiting.paymentIntent(), waiting.text("bookingId"), concert.id());
        var stripe = BookingTestClient.anonymous(base());
        var now = Instant.now().getEpochSecond();
        refused(stripe.post("/webhooks/stripe", body), 400, "invalid-signature");
        for (var signature : List.of(
                "t=" + now + ",v1=deadbeef",
                "t=abc,v1=00",
                "t=,v1=",
                "t=99999999999999999999,v1=aa",
                "t",
                "t=" + now + ",v1",
                ",=,",
                Webhook.Signature.generateSignatureHeader(body, "whsec_other", now),
                Webhook.Signature.generateSignatureHeader(body + " ", webhookSecret(), now),
                Webhook.Signature.generateSignatureHeader(body, webhookSecret(), now - 3_600))) {
            refused(
                    stripe.with("Stripe-Signature", signature).post("/webhooks/stripe", body),
                    400,
                    "invalid-signature");
        }
        assertThat(alice.get(path(waiting)).text("status")).isEqualTo("REQUIRES_ACTION");
        var unknown = "{\"id\":\"evt_1\",\"type\":\"customer.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}";
        assertThat(stripe.with("Stripe-Signature", signatureOf(unknown))
                        .post("/webhooks/stripe", unknown)
                        .status())
                .isEqualTo(200);
    }

    private void checkNow(BookingTestResponse booking) {
        sql().sql(
                        "update booking.payment_in_flight set next_check_at = now() + interval '300 milliseconds' where booking_id = ?::uuid")
                .param(booking.text("bookingId"))
                .update();
    }
}
