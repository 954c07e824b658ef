package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bookings that are given back, by whom they may be, and what Stripe pays back.
class CancellationTest extends PaymentJourney {

    /// M5: what was given back elsewhere cannot be given back again; the rest can, and ends the matter.
    @Test
    void a_booking_partly_refunded_in_the_dashboard_is_refunded_what_is_left() throws Exception {
        var concert = hall();
        var alice = buyer("alice");
        for (var elsewhere : List.of(1000, 4500)) {
            var seat = elsewhere / 4500;
            var paid = bought(alice, concert, seat, seat + 1);
            var refund = "payment_intent=" + intentOf(paid) + "&amount=" + elsewhere;
            stripe(
                    "/v1/refunds",
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(refund)));
            alice.post(path(paid) + "/cancellation", Map.of());
            awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        }
        promisesAreKept(concert);
    }

    @Test
    void a_cancelled_event_refunds_everyone_also_who_was_paying() {
        var concert = hall();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var paid = bought(alice, concert, 0, 3);
        var paying = challenged(bob, held(bob, concert.ticket(5)));
        STRIPE.deliverTo(null);
        STRIPE.decide(
                paying.paymentIntent(), SimulatedOutcome.SUCCEED); // and nobody has been told when it is cancelled
        concert.cancel();
        webhooksComeHere();
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        awaitStatus(bob, paying.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    @Test
    void nobody_cancels_what_is_not_theirs_not_paid_or_has_begun() {
        var concert = hall();
        var alice = buyer("alice");
        var booking = alice.buy(held(alice, concert.ticket(0)), "pm_card_chargeDeclined");
        var path = path(booking);
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
        var late = bought(alice, begun, 0, 1);
        refused(alice.post(path(late) + "/cancellation", Map.of()), 409, "cancellation-closed");
    }

    @Test
    void a_refund_that_stripe_loses_is_asked_for_again_and_paid_once() {
        var concert = hall();
        var alice = buyer("alice");
        var booking = bought(alice, concert, 0, 1);
        STRIPE.faults(StripeFaults.NONE.failingNext(3));
        alice.post(path(booking) + "/cancellation", Map.of());
        awaitStatus(alice, booking.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    /// M10: who asks for part of a booking does not lose all of it, and what is not understood is refused.
    @Test
    void a_cancellation_of_part_of_a_booking_leaves_the_rest() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        var path = path(paid);
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

    /// A buyer who was charged after they had cancelled hears once that their money goes back.
    @Test
    void who_is_charged_after_they_cancelled_is_told_once() {
        var concert = hall();
        var alice = buyer("alice-is-too-late");
        STRIPE.faults(new StripeFaults(null, null, SimulatedOutcome.DELAY));
        var paying = alice.confirm(held(alice, concert.ticket(0)), "pm_card_visa");
        var intent = await().until(() -> intentOf(paying), known -> !known.isEmpty());
        STRIPE.faults(StripeFaults.NONE);
        assertThat(alice.post(path(paying) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        STRIPE.decide(intent, SimulatedOutcome.SUCCEED);
        awaitStatus(alice, paying.text("bookingId"), "REFUNDED");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(messages("MailRequested", concert.id()))
                        .filteredOn(mail -> mail.path("subject").asString().startsWith("Your booking for "))
                        .hasSize(1));
        promisesAreKept(concert);
    }
}
