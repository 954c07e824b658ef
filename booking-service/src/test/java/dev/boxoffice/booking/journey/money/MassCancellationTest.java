package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A cancelled event pays everybody back.
class MassCancellationTest extends MoneyBackJourney {

    @Test
    void a_mass_cancellation_tells_how_far_it_is_and_tries_the_parked_again() {
        var concert = hall();
        var alice = buyer("alice");
        var first = bought(alice, concert, 0, 2);
        var second = bought(alice, concert, 2, 3);
        var before = bought(alice, concert, 3, 4);
        alice.post(path(before) + "/cancellation", Map.of());
        awaitStatus(alice, before.text("bookingId"), "REFUNDED");
        atStripe(intentOf(before), "refund-outcome", Map.of("outcome", "fail"));
        awaitStatus(alice, before.text("bookingId"), "CANCELLED");
        concert.cancel();
        awaitStatus(alice, first.text("bookingId"), "REFUNDED");
        awaitStatus(alice, second.text("bookingId"), "REFUNDED");
        var owed = awaitProgress(concert, "NEEDS_ATTENTION");
        assertThat(owed.body().path("total").asLong()).isEqualTo(3);
        assertThat(owed.body().path("pending").asLong()).isZero();
        BookingTestClient.of(base(), "olivia", "organizer")
                .post("/events/" + concert.id() + "/cancellation/attempts", Map.of());
        awaitStatus(alice, before.text("bookingId"), "REFUNDED");
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var done = awaitProgress(concert, "DONE");
        assertThat(done.body().at("/refunded").asLong()).isEqualTo(2);
        atStripe(intentOf(second), "refund-outcome", Map.of("outcome", "fail"));
        awaitStatus(alice, second.text("bookingId"), "CANCELLED");
        var parked = awaitProgress(concert, "NEEDS_ATTENTION");
        assertThat(parked.body().at("/parked/0/bookingId").asString("")).isEqualTo(second.text("bookingId"));
        assertThat(owner.post("/events/" + concert.id() + "/cancellation/attempts", Map.of())
                        .status())
                .isEqualTo(202);
        awaitStatus(alice, second.text("bookingId"), "REFUNDED");
        refused(alice.get("/events/" + concert.id() + "/cancellation"), 403, "forbidden");
        promisesAreKept(concert);
    }

    /// B7: instances that die and a Stripe that loses answers: none is refunded twice, none forgotten, each hears of
    /// it.
    @Test
    void a_mass_cancellation_survives_whatever_dies() {
        var concert = concert().seated("Stalls", 2, 12, 4500).open();
        var bookings = together(IntStream.range(0, 24)
                .<Callable<BookingTestResponse>>mapToObj(
                        seat -> () -> bought(buyer("fan-" + seat), concert, seat, seat + 1))
                .toList());
        sql().sql("""
                        insert into booking.buyer_contact (subject, email, updated_at)
                        select 'fan-' || n, 'fan-' || n || '@example.org', now() from generate_series(0, 23) n on conflict do nothing
                        """).update();
        STRIPE.faults(StripeFaults.NONE.failing(0.2).losingResponses(0.3).droppingWebhooks(0.5));
        concert.cancel();
        for (var life = 0; life < 2; life++) {
            BookingInstance.start(Duration.ZERO, Map.of("boxoffice.payment.refund-retry", "200ms"))
                    .close();
        }
        STRIPE.faults(StripeFaults.NONE);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var progress = owner.get("/events/" + concert.id() + "/cancellation");
            assertThat(progress.text("status")).isEqualTo("DONE");
            assertThat(progress.body().path("refunded").asLong()).isEqualTo(24);
        });
        for (var booking : bookings) {
            assertThat(STRIPE.balance(intentOf(booking))).isZero();
            assertThat(sql().sql("select count(*) from booking.refund where booking_id = ?::uuid")
                            .param(booking.text("bookingId"))
                            .query(Long.class)
                            .single())
                    .isOne();
        }
        await().untilAsserted(() -> assertThat(messages("MailRequested", concert.id()))
                .as("each is told that the event is cancelled: without tickets, as a confirmation has them")
                .filteredOn(mail -> mail.path("attachments").isEmpty())
                .hasSizeGreaterThanOrEqualTo(24));
        promisesAreKept(concert);
    }

    @Test
    void a_used_ticket_is_left_out_and_a_returned_one_opens_no_door() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        var codes = alice.get(path(paid) + "/tickets").body().path("tickets");
        var scanner = BookingTestClient.of(base(), "sam", "scanner");
        assertThat(scan(scanner, codes.path(0).path("code").asString("")).status())
                .isEqualTo(200);
        assertThat(alice.get(path(paid)).body().at("/tickets/0/status").asString(""))
                .isEqualTo("USED");
        refused(
                alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0)))),
                409,
                "cancellation-closed");
        alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(1))));
        refused(scan(scanner, codes.path(1).path("code").asString("")), 409, "ticket-cancelled");
        concert.cancel();
        var after = awaited(alice, paid, "/tickets/2/status", "RETURNED");
        assertThat(after.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(after.body().at("/tickets/0/status").asString("")).isEqualTo("USED");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(alice.get(path(paid))
                                .body()
                                .at("/refunded/amount")
                                .asLong())
                        .isEqualTo(9000));
        var progress = BookingTestClient.of(base(), "olivia", "organizer")
                .get("/events/" + concert.id() + "/cancellation")
                .body();
        assertThat(progress.path("includeUsed").asBoolean(true)).isFalse();
        assertThat(progress.path("usedTickets").asLong()).isOne();
        promisesAreKept(concert);
    }

    @Test
    void a_used_ticket_is_paid_back_where_the_organiser_asks_for_it() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var code =
                alice.get(path(paid) + "/tickets").body().at("/tickets/0/code").asString("");
        assertThat(scan(BookingTestClient.of(base(), "sam", "scanner"), code).status())
                .isEqualTo(200);
        concert.cancelWithUsed();
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        assertThat(back.body().at("/tickets/0/status").asString("")).isEqualTo("RETURNED");
        var progress = BookingTestClient.of(base(), "olivia", "organizer")
                .get("/events/" + concert.id() + "/cancellation")
                .body();
        assertThat(progress.path("includeUsed").asBoolean(false)).isTrue();
        assertThat(progress.path("usedTickets").asLong()).isZero();
        promisesAreKept(concert);
    }

    /// B7: what a buyer's own cancellation had left of a booking is the event's.
    @Test
    void what_a_buyers_own_cancellation_has_left_goes_back_with_the_event() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        STRIPE.faults(new StripeFaults(null, null, SimulatedOutcome.DELAY));
        var paying = alice.confirm(held(alice, concert.tickets(0, 2)), "pm_card_visa");
        await().until(() -> !intentOf(paying).isEmpty());
        STRIPE.faults(StripeFaults.NONE);
        assertThat(alice.post(path(paying) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        leaveUndone(paying);
        STRIPE.decide(intentOf(paying), SimulatedOutcome.SUCCEED);
        awaitStatus(alice, paying.text("bookingId"), "CONFIRMED");
        var code = alice.get(path(paying) + "/tickets")
                .body()
                .at("/tickets/0/code")
                .asString("");
        assertThat(scan(BookingTestClient.of(base(), "sam", "scanner"), code).status())
                .isEqualTo(200);
        comeToUndo(paying);
        awaitStatus(alice, paying.text("bookingId"), "PARTIALLY_REFUNDED");
        concert.cancelWithUsed();
        var back = awaitStatus(alice, paying.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        awaitProgress(concert, "DONE");
        promisesAreKept(concert);
    }

    private BookingTestResponse awaitProgress(BookingTestEvent concert, String status) {
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        return await().until(
                        () -> owner.get("/events/" + concert.id() + "/cancellation"),
                        progress -> progress.text("status").equals(status));
    }

    private static BookingTestResponse scan(BookingTestClient scanner, String code) {
        return scanner.post("/check-ins", Map.of("code", code, "gate", "A", "nonce", code.substring(0, 8)));
    }
}
