package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// M7: payments that are still open are cancelled, waited for or paid by another card.
class OpenPaymentTest extends MoneyBackJourney {

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
        assertThat(STRIPE.status(waiting.paymentIntent())).contains("canceled");
        assertThat(cancelled.body().at("/paid/amount").asLong()).isZero();
        assertThat(cancelled.body().at("/tickets/0").has("status"))
                .as("a ticket that was never paid for opens no door")
                .isFalse();
        var bob = buyer("bob");
        var held = bob.reserve(concert.ticket(0));
        assertThat(held.status()).isEqualTo(201);
        bob.delete("/booking/holds/" + held.text("holdId"));
    }

    /// M7: that Stripe has cancelled a payment because its buyer wanted it is no failure of the payment, whoever hears
    /// of it first.
    @Test
    void a_payment_whose_cancellation_is_told_by_the_webhook_first_is_cancelled() {
        var concert = hall();
        var alice = buyer("alice");
        var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
        STRIPE.faults(StripeFaults.NONE.losingResponses(1));
        assertThat(alice.post(path(waiting) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        assertThat(STRIPE.status(waiting.paymentIntent())).contains("canceled");
        STRIPE.faults(StripeFaults.NONE);
        var ended = awaitedEnd(alice, waiting);
        assertThat(ended.text("status")).isEqualTo("CANCELLED");
        assertThat(buyer("bob").reserve(concert.ticket(0)).status()).isEqualTo(201);
        promisesAreKept(concert);
    }

    /// M7: a card that fails while its buyer's cancellation waits for Stripe is not the end: that gives the seats back,
    /// and waits no longer.
    @Test
    void a_card_declined_while_its_buyer_cancels_leaves_no_seat_held() {
        var concert = hall();
        var alice = buyer("alice");
        var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
        STRIPE.deliverTo(null);
        STRIPE.faults(StripeFaults.NONE.failing(1));
        assertThat(alice.post(path(waiting) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        leaveUndone(waiting);
        STRIPE.faults(StripeFaults.NONE);
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.FAIL);
        var asked = BookingTestClient.of(base(), "ops", "operator")
                .post("/operator/bookings/" + waiting.text("bookingId") + "/reconciliation", Map.of());
        assertThat(asked.text("payment")).isEqualTo("AwaitingMethod");
        assertThat(awaitedEnd(alice, waiting).text("status")).isEqualTo("CANCELLED");
        awaitHeld(buyer("bob"), concert.ticket(0));
        promisesAreKept(concert);
    }

    /// M7: nor one that was declined a moment before.
    @Test
    void a_card_declined_just_before_its_buyer_cancels_leaves_no_seat_held() {
        var concert = hall();
        var alice = buyer("alice");
        var declined = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_chargeDeclined");
        assertThat(declined.text("status")).isEqualTo("PAYMENT_FAILED");
        sql().sql("""
                        insert into booking.cancellation_item (event_id, booking_id, reason, next_attempt_at)
                        values (?, ?::uuid, 'CUSTOMER', now())
                        """).params(concert.id(), declined.text("bookingId")).update();
        awaitHeld(buyer("bob"), concert.ticket(0));
        promisesAreKept(concert);
    }

    private BookingTestResponse awaitedEnd(BookingTestClient alice, BookingTestResponse booking) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> alice.get(path(booking)),
                        seen -> !Set.of("PROCESSING", "REQUIRES_ACTION").contains(seen.text("status")));
    }

    /// M7: what was paid before the cancellation reached Stripe is booked and refunded.
    @Test
    void a_cancellation_that_comes_too_late_for_the_payment_is_a_refund() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var waiting = alice.buy(hold, "pm_card_authenticationRequired");
        STRIPE.deliverTo(null);
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
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
        var intent = booking.paymentIntent();
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
        assertThat(STRIPE.status(waiting.paymentIntent())).contains("canceled");
        promisesAreKept(concert);
    }
}
