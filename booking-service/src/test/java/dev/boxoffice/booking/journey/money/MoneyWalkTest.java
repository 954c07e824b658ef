package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/// M3, M4, M5, M7: random sequences of our moves and Stripe's, two at a time, with webhooks lost, late, repeated
/// and reordered. In the end booking, tickets, seats, refunds, ledger and Stripe agree, and what is still owed is
/// the desk's.
@TestPropertySource(
        properties = {
            "boxoffice.payment.refund-retry=100ms",
            "boxoffice.payment.missed-poll=1s",
            "boxoffice.payment.deadline=4s",
            "boxoffice.payment.check-unanswered=500ms",
            "boxoffice.payment.check-open=500ms",
            "boxoffice.payment.check-lease=2s",
            "boxoffice.hold.declines.per-buyer=10000"
        })
class MoneyWalkTest extends BookingServiceTest {

    private static final int STEPS = 14;
    private static final int PRICE = 3333;
    private static final int SEATS = 8;
    private static final List<String> CARDS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_pendingRefund",
            "pm_card_refundFail",
            "pm_card_createDispute",
            "pm_card_chargeDeclined",
            "pm_card_authenticationRequired");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void any_walk_ends_in_agreement(long seed) {
        var random = new Random(seed);
        var concert =
                concert().seated("Stalls", 1, SEATS, PRICE).limits(SEATS, SEATS).open();
        STRIPE.faults(StripeFaults.NONE
                .droppingWebhooks(random.nextDouble() * 0.6)
                .reorderingWebhooks(200)
                .repeatingWebhooks(1 + random.nextInt(3))
                .losingResponses(0.1));
        for (var step = 0; step < STEPS; step++) {
            together(List.of(
                    move(concert, new Random(random.nextLong())), move(concert, new Random(random.nextLong()))));
        }
        STRIPE.faults(StripeFaults.NONE);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    assertNothingMoves(concert);
                    promisesAreKept(concert);
                });
        assertWhatIsOwedIsTheDesks(concert);
    }

    private Callable<Boolean> move(BookingTestEvent concert, Random random) {
        var buyer = buyer("walker-" + random.nextInt(3) + "-" + concert.id());
        var mine = buyer.get("/bookings").body().path("bookings");
        if (mine.isEmpty() || random.nextInt(3) == 0) {
            return () -> buy(concert, buyer, random);
        }
        var booking = mine.path(random.nextInt(mine.size()));
        var path = "/bookings/" + booking.path("bookingId").asString("");
        var intent = sql().sql("select coalesce(payment_intent_id, '') from booking.booking where id = ?::uuid")
                .param(booking.path("bookingId").asString(""))
                .query(String.class)
                .single();
        var tickets = booking.path("tickets");
        var ticket = tickets.path(random.nextInt(tickets.size())).path("id").asString("");
        return switch (random.nextInt(10)) {
            case 0 -> () -> buyer.post(path + "/cancellation", Map.of()).status() < 500;
            case 1, 2 ->
                () -> buyer.post(path + "/cancellation", Map.of("ticketIds", List.of(ticket)))
                                .status()
                        < 500;
            case 3 ->
                () -> BookingTestClient.of(base(), "olivia", "organizer")
                                .post(path + "/refunds", Map.of("amount", Map.of("amount", 700, "currency", "EUR")))
                                .status()
                        < 500;
            case 4 -> () -> atStripe(intent, "refund", Map.of("amount", 900));
            case 5 -> () -> atStripe(intent, "refund", Map.of());
            case 6 ->
                () -> atStripe(intent, "refund-outcome", Map.of("outcome", random.nextBoolean() ? "fail" : "succeed"));
            case 7 -> () -> atStripe(intent, "dispute", Map.of("action", "open"));
            case 8 -> () -> atStripe(intent, "dispute", Map.of("action", random.nextBoolean() ? "win" : "lose"));
            default ->
                () -> STRIPE.decide(intent, random.nextBoolean() ? SimulatedOutcome.SUCCEED : SimulatedOutcome.FAIL)
                        .isPresent();
        };
    }

    private boolean buy(BookingTestEvent concert, BookingTestClient buyer, Random random) {
        var first = random.nextInt(SEATS - 2);
        var hold = buyer.reserve(concert.tickets(first, first + 1 + random.nextInt(2)));
        return hold.status() == 201
                && buyer.with("Prefer", "wait=2")
                                .confirm(hold.text("holdId"), CARDS.get(random.nextInt(CARDS.size())))
                                .status()
                        < 500;
    }

    /// Whether it was possible does not matter.
    private static boolean atStripe(String intent, String step, Object body) {
        return !intent.isEmpty()
                && BookingTestClient.anonymous(STRIPE.baseUrl())
                                .post("/dev/payments/" + intent + "/" + step, body)
                                .status()
                        < 300;
    }

    private void assertNothingMoves(BookingTestEvent concert) {
        assertThat(sql().sql("""
                                select (select count(*) from booking.payment_in_flight where event_id = :event)
                                     + (select count(*) from booking.refund where event_id = :event and status in ('DUE', 'PENDING'))
                                     + (select count(*) from booking.payment_review where event_id = :event)
                                     + (select count(*) from booking.cancellation_item
                                         where event_id = :event and next_attempt_at is not null)
                                """).param("event", concert.id()).query(Long.class).single())
                .isZero();
    }

    private void assertWhatIsOwedIsTheDesks(BookingTestEvent concert) {
        var refunds = sql().sql("select status, is_owed, failure_code from booking.refund where event_id = ?")
                .param(concert.id())
                .query()
                .listOfRows();
        refunds.stream()
                .filter(refund -> refund.get("status").equals("FAILED")
                        && refund.get("is_owed").equals(true))
                .forEach(refund -> assertThat(refund.get("failure_code")).isNotNull());
        var statuses = sql().sql("select distinct status from booking.booking where event_id = ?")
                .param(concert.id())
                .query(String.class)
                .list();
        assertThat(statuses).doesNotContain("PROCESSING", "REQUIRES_ACTION");
    }
}
