package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Money that goes back by others' doing: Stripe's dashboard and disputes.
class DashboardRefundTest extends MoneyBackJourney {

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
        awaitHeld(buyer("bob"), concert.ticket(0));
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
}
