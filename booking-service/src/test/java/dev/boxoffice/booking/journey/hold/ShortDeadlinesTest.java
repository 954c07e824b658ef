package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "boxoffice.hold.ttl=3s",
            "boxoffice.hold.claim-grace=1s",
            "boxoffice.hold.declines.per-hold=1000",
            "boxoffice.hold.declines.per-buyer=1000",
            "boxoffice.payment.deadline=6s",
            "boxoffice.payment.check-unanswered=1s",
            "boxoffice.payment.check-open=1s",
            "boxoffice.payment.check-lease=2s",
            "boxoffice.stripe.read-timeout=2s",
            "boxoffice.stripe.network-retries=0"
        })
class ShortDeadlinesTest extends BookingServiceTest {

    @AfterEach
    void stripeIsBack() {
        STRIPE.comeBack();
    }

    private record Begun(String hold, BookingTestResponse booking) {}

    /// A hold of three seconds may run out on its way through a busy machine: then another is taken.
    private static Begun begin(
            BookingTestClient buyer, BookingTestEvent concert, Function<String, BookingTestResponse> confirm) {
        return await().until(
                        () -> {
                            var hold = awaitHeld(buyer, concert.ticket(0)).text("holdId");
                            return new Begun(hold, confirm.apply(hold));
                        },
                        begun -> begun.booking().status() != 410);
    }

    /// Waits for its buyer, and does so for an hour. On a machine that stands still the deadline may pass before:
    /// then another is begun.
    private Begun beginLong(BookingTestClient buyer, BookingTestEvent concert) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> begin(buyer, concert, hold -> buyer.buy(hold, "pm_card_authenticationRequired")),
                        begun -> endAfter(begun.booking(), "1 hour"));
    }

    /// @return false where it is over before
    private boolean endAfter(BookingTestResponse booking, String interval) {
        return sql().sql("""
                        update booking.payment_in_flight
                           set deadline = now() + ?::interval, next_check_at = now() + ?::interval
                         where booking_id = ?::uuid and deadline > now()
                        """)
                        .params(interval, interval, booking.text("bookingId"))
                        .update()
                == 1;
    }

    private void awaitDeadline(BookingTestResponse booking) {
        awaitInFlight(booking, "deadline < now()");
    }

    /// What is asked just before the deadline may reach Stripe behind it. Who looks takes a lease of two seconds.
    private void awaitLookAfterDeadline(BookingTestResponse booking) {
        awaitInFlight(booking, "next_check_at >= deadline + interval '2 seconds'");
    }

    private void awaitInFlight(BookingTestResponse booking, String condition) {
        await().until(() -> sql().sql(
                        "select " + condition + " from booking.payment_in_flight where booking_id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(Boolean.class)
                .single());
    }

    @Test
    void a_hold_ends_by_its_ttl_and_the_next_buyer_gets_the_seat_at_once() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0));
        var expiresAt = Instant.parse(hold.text("expiresAt"));
        assertThat(hold.body().path("expiresInSeconds").asLong()).isEqualTo(3);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    var bob = buyer("bob").reserve(concert.ticket(0));
                    if (bob.status() == 201) {
                        // Both by Redis's clock, whose resolution is a millisecond.
                        assertThat(Instant.parse(bob.text("expiresAt")).minusSeconds(3))
                                .isAfterOrEqualTo(expiresAt.minusMillis(2));
                        return true;
                    }
                    return false;
                });
        refused(alice.get("/booking/holds/" + hold.text("holdId")), 410, "hold-expired");
        refused(alice.buy(hold.text("holdId"), "pm_card_visa"), 410, "hold-expired");
    }

    /// D5: no confirm makes a hold outlive its deadline by more than one grace.
    @Test
    void a_hold_ends_however_often_it_is_confirmed() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var eve = buyer("eve-" + concert.id()); // what she has declined is counted for an hour
        var hold = eve.reserve(concert.ticket(0)).text("holdId");
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> eve.buy(hold, "pm_card_chargeDeclined").status() == 410);
        assertThat(buyer("bob").reserve(concert.ticket(0)).status()).isEqualTo(201);
    }

    @Test
    void a_hold_that_runs_out_during_payment_still_ends_in_tickets() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        var begun = beginLong(alice, concert);
        var waiting = begun.booking();
        await().until(() -> alice.get("/booking/holds/" + begun.hold()).status() == 410);
        refused(buyer("bob").reserve(concert.ticket(0)), 409, "seat-taken");
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, waiting.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void a_payment_never_finished_is_cancelled_at_stripe_and_its_seats_are_free_again() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        var waiting = begin(alice, concert, hold -> alice.buy(hold, "pm_card_authenticationRequired"))
                .booking();
        awaitStatus(alice, waiting.text("bookingId"), "PAYMENT_FAILED");
        assertThat(STRIPE.status(waiting.paymentIntent())).contains("canceled");
        awaitHeld(buyer("bob"), concert.ticket(0));
        promisesAreKept(concert);
    }

    @Test
    void a_deadline_that_passes_while_stripe_says_succeeded_ends_in_tickets() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        STRIPE.deliverTo(null);
        var waiting = beginLong(alice, concert).booking();
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
        endAfter(waiting, "0 seconds"); // nobody has looked before
        awaitStatus(alice, waiting.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void an_attempt_that_never_reached_stripe_by_its_deadline_charges_nobody() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        STRIPE.goDown();
        var booking = begin(alice, concert, hold -> alice.confirm(hold, "pm_card_visa"))
                .booking();
        assertThat(booking.status()).isEqualTo(202);
        awaitLookAfterDeadline(booking);
        STRIPE.comeBack();
        awaitStatus(alice, booking.text("bookingId"), "PAYMENT_FAILED");
        assertThat(STRIPE.captured("booking_id", booking.text("bookingId"))).isZero();
        promisesAreKept(concert);
    }

    @Test
    void an_attempt_whose_answer_was_lost_until_its_deadline_ends_in_tickets() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        STRIPE.deliverTo(null);
        STRIPE.faults(StripeFaults.NONE.losingResponses(1));
        var booking = begin(alice, concert, hold -> alice.confirm(hold, "pm_card_visa"))
                .booking();
        awaitDeadline(booking);
        STRIPE.faults(StripeFaults.NONE);
        awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
    }
}
