package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// 3-D Secure, the browser and second cards: the buyer acts, and a webhook tells what came of it.
class BuyerActionTest extends PaymentJourney {

    @Test
    void three_d_secure_is_the_buyers_turn_and_then_the_webhooks() {
        var concert = hall();
        var alice = buyer("alice");
        var waiting = challenged(alice, held(alice, concert.ticket(0)));
        assertThat(waiting.text("status")).isEqualTo("REQUIRES_ACTION");
        assertThat(waiting.text("clientSecret")).contains("_secret_");
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
        var booking = awaitStatus(alice, waiting.text("bookingId"), "CONFIRMED");
        assertThat(booking.text("clientSecret")).isEmpty();
        promisesAreKept(concert);
    }

    @Test
    void failed_three_d_secure_gives_the_seats_back_to_the_hold() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        var waiting = challenged(alice, hold);
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.FAIL);
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// M7: whoever leaves 3-D Secure for another card hears how that one went, not how the first stands.
    @Test
    void another_card_after_three_d_secure_is_answered_for_itself() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = held(alice, concert.ticket(0));
        challenged(alice, paid);
        assertThat(alice.buy(paid, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");

        var declined = held(alice, concert.ticket(1));
        challenged(alice, declined);
        assertThat(alice.buy(declined, "pm_card_chargeDeclined").text("status")).isEqualTo("PAYMENT_FAILED");
        assertThat(alice.buy(declined, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// Whoever sends another card while one is being tried is told that it was not, and may try it afterwards.
    @Test
    void another_card_waits_until_the_first_is_decided() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        STRIPE.faults(new StripeFaults(null, null, SimulatedOutcome.DELAY));
        var first = alice.confirm(hold, "pm_card_visa");
        var second = alice.confirm(hold, "pm_card_mastercard");
        refused(second, 409, "hold-in-payment");
        assertThat(second.text("bookingId")).isEqualTo(first.text("bookingId"));
        var again = alice.confirm(hold, "pm_card_visa");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("bookingId")).isEqualTo(first.text("bookingId"));

        STRIPE.faults(StripeFaults.NONE);
        var intent = await().until(() -> intentOf(first), known -> !known.isEmpty());
        STRIPE.decide(intent, SimulatedOutcome.FAIL);
        awaitStatus(alice, first.text("bookingId"), "PAYMENT_FAILED");
        assertThat(alice.buy(hold, "pm_card_mastercard").text("status")).isEqualTo("CONFIRMED");
        assertThat(alice.confirm(hold, "pm_card_visa").text("status"))
                .as("what is paid is paid")
                .isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// M7: the same from the browser's side.
    @Test
    void a_card_may_follow_a_payment_begun_in_the_browser() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        assertThat(alice.put("/booking/confirm", Map.of("holdId", hold)).text("clientSecret"))
                .contains("_secret_");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void the_browser_pays_with_the_client_secret() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        var booking = alice.put("/booking/confirm", Map.of("holdId", hold));
        assertThat(booking.status()).isEqualTo(202);
        assertThat(booking.text("clientSecret")).contains("_secret_");
        STRIPE.decide(booking.paymentIntent(), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }
}
