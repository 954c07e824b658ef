package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an organiser keeps, and when all of it goes back.
class RefundPolicyTest extends MoneyBackJourney {

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

    @Test
    void a_line_that_is_kept_looks_like_one_of_the_booking() {
        var concert = concert()
                .seated("Stalls", 1, 2, 5000)
                .refundPolicy(true, List.of(Map.of("beforeStart", "PT0S", "percent", 50)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        var kept = alice.get(path(paid) + "/cancellation").body().path("kept");
        var line = paid.body().path("lines").path(0);
        for (var member : List.of("kind", "name", "ticketId", "priceType", "included")) {
            assertThat(kept.path(0).path(member)).as(member).isEqualTo(line.path(member));
        }
        assertThat(kept.at("/0/amount/amount").asLong()).isEqualTo(2500);
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

    /// B8: silence is acceptance, so whoever pays after the others were told is told of the move, too.
    @Test
    void who_pays_after_the_move_is_told_of_it_once() {
        var concert = hall();
        var now = Instant.now();
        var alice = buyer("alice-at-her-bank");
        var carol = buyer("carol-takes-another-card");
        bought(buyer("bob-has-paid"), concert, 0, 1);
        var challenged = challenged(alice, held(alice, concert.ticket(1)));
        var hold = held(carol, concert.ticket(2));
        assertThat(carol.buy(hold, "pm_card_chargeDeclined").text("status")).isEqualTo("PAYMENT_FAILED");
        concert.reschedule(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(20)));
        await().atMost(Duration.ofSeconds(30)).until(() -> isTold(concert));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> toldOfMove(concert).equals(List.of("bob-has-paid@example.org")));

        STRIPE.decide(intentOf(challenged), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, challenged.text("bookingId"), "CONFIRMED");
        assertThat(carol.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(toldOfMove(concert))
                        .containsExactlyInAnyOrder(
                                "bob-has-paid@example.org",
                                "alice-at-her-bank@example.org",
                                "carol-takes-another-card@example.org"));
        promisesAreKept(concert);
    }

    private boolean isTold(BookingTestEvent event) {
        return sql().sql(
                        "select exists (select from booking.rescheduling_notice where event_id = ? and completed_at is not null)")
                .param(event.id())
                .query(Boolean.class)
                .single();
    }

    private static List<String> toldOfMove(BookingTestEvent event) {
        return messages("MailRequested", event.id()).stream()
                .filter(mail -> mail.path("subject").asString().endsWith("has a new date"))
                .map(mail -> mail.path("recipient").asString())
                .toList();
    }

    /// B7: of a cancelled event everything goes back, also to a buyer who is faster than the event's own cancellation.
    @Test
    void who_cancels_beside_the_event_gets_everything_back() {
        var concert = half();
        var alice = buyer("alice-is-faster");
        var paid = bought(alice, concert, 0, 2);
        eventWillUndo(concert, paid);
        assertThat(alice.get(path(paid) + "/cancellation")
                        .body()
                        .at("/refund/amount")
                        .asLong())
                .isEqualTo(2502);
        concert.cancel();
        assertThat(alice.get(path(paid) + "/cancellation")
                        .body()
                        .at("/refund/amount")
                        .asLong())
                .isEqualTo(5304);
        var whole = Map.of("expectedRefund", Map.of("amount", 5304, "currency", "EUR"));
        assertThat(alice.post(path(paid) + "/cancellation", whole).status()).isEqualTo(202);
        everythingIsBack(alice, paid);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(messages("MailRequested", concert.id()))
                        .filteredOn(mail -> mail.path("subject").asString().endsWith(" is cancelled"))
                        .hasSize(1));
        comeToUndo(paid);
        promisesAreKept(concert);
    }

    /// B7: also where they had cancelled before it, and were charged after it.
    @Test
    void who_cancels_in_flight_before_the_event_gets_everything_back() {
        var concert = half();
        var alice = buyer("alice");
        var paying = underWay(alice, concert);
        assertThat(alice.post(path(paying) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        leaveUndone(paying);
        concert.cancel();
        STRIPE.decide(intentOf(paying), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, paying.text("bookingId"), "CONFIRMED");
        comeToUndo(paying);
        everythingIsBack(alice, paying);
        promisesAreKept(concert);
    }

    @Test
    void who_cancels_in_flight_after_the_event_gets_everything_back() {
        var concert = half();
        var alice = buyer("alice");
        var paying = underWay(alice, concert);
        eventWillUndo(concert, paying);
        concert.cancel();
        assertThat(alice.post(path(paying) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        STRIPE.decide(intentOf(paying), SimulatedOutcome.SUCCEED);
        everythingIsBack(alice, paying);
        promisesAreKept(concert);
    }

    private BookingTestEvent half() {
        return concert()
                .seated("Stalls", 1, 4, 2502)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 150, "refundable", true)))
                .refundPolicy(false, List.of(Map.of("beforeStart", "PT0S", "percent", 50)))
                .open();
    }

    /// The event's own cancellation has seen this booking, and comes late.
    private void eventWillUndo(BookingTestEvent concert, BookingTestResponse booking) {
        sql().sql("""
                        insert into booking.cancellation_item (event_id, booking_id, reason, next_attempt_at)
                        values (?, ?::uuid, 'EVENT_CANCELLED', now() + interval '1 hour')
                        """).params(concert.id(), booking.text("bookingId")).update();
    }

    /// Stripe can neither cancel this payment nor say yet what comes of it.
    private BookingTestResponse underWay(BookingTestClient buyer, BookingTestEvent concert) {
        STRIPE.faults(new StripeFaults(null, null, SimulatedOutcome.DELAY));
        var paying = buyer.confirm(held(buyer, concert.tickets(0, 2)), "pm_card_visa");
        await().until(() -> !intentOf(paying).isEmpty());
        STRIPE.faults(StripeFaults.NONE);
        return paying;
    }

    private void everythingIsBack(BookingTestClient buyer, BookingTestResponse booking) {
        var back = awaitStatus(buyer, booking.text("bookingId"), "REFUNDED").body();
        assertThat(back.at("/refunded/amount").asLong()).isEqualTo(5304);
        assertThat(back.at("/refunds/0/reason").asString("")).isEqualTo("EVENT_CANCELLED");
    }
}
