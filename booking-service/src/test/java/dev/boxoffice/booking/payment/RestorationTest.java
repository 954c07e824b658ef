package dev.boxoffice.booking.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// M12: the database is restored to a moment in the past, and what was paid since is found at Stripe.
class RestorationTest extends BookingServiceTest {

    private final Instant moment = Instant.now().minus(Duration.ofMinutes(1));
    private BookingTestEvent concert;

    @BeforeEach
    void open() {
        concert = concert()
                .seated("Stalls", 1, 6, 4500)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 150, "refundable", true)))
                .open();
    }

    @Test
    void a_booking_that_was_lost_is_made_again_as_it_was() {
        var alice = buyer("alice-" + UUID.randomUUID());
        var paid = bought(alice, 0, 1);
        lose();
        assertThat(alice.get("/bookings/" + paid.text("bookingId")).status()).isEqualTo(404);

        assertThat(restored("restored")).contains(paid.text("bookingId"));
        var again = alice.get("/bookings/" + paid.text("bookingId"));
        assertThat(again.text("status")).isEqualTo("CONFIRMED");
        for (var member : List.of("lines", "total", "paid", "eventId")) {
            assertThat(again.body().path(member))
                    .as(member)
                    .isEqualTo(paid.body().path(member));
        }
        assertThat(alice.get("/bookings/" + paid.text("bookingId") + "/tickets").status())
                .isEqualTo(200);
        promisesAreKept(concert);

        // Once more changes nothing.
        assertThat(restored("restored")).doesNotContain(paid.text("bookingId"));
        promisesAreKept(concert);
    }

    @Test
    void where_the_seats_were_sold_again_the_money_goes_back() {
        var alice = buyer("alice-" + UUID.randomUUID());
        var lost = bought(alice, 0, 1);
        lose();
        var bob = buyer("bob-" + UUID.randomUUID());
        var sold = bought(bob, 1);

        assertThat(restored("refunded")).contains(lost.text("bookingId"));
        awaitStatus(bob, sold.text("bookingId"), "CONFIRMED");
        var refunded = awaited(alice, lost.text("bookingId"));
        assertThat(refunded.body().at("/refunds/0/amount/amount").asLong()).isEqualTo(9300);
        promisesAreKept(concert);
    }

    @Test
    void what_was_refunded_since_is_refunded_here_as_well() {
        var alice = buyer("alice-" + UUID.randomUUID());
        var paid = bought(alice, 2);
        alice.post("/bookings/" + paid.text("bookingId") + "/cancellation", Map.of());
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        lose();

        assertThat(restored("restored")).contains(paid.text("bookingId"));
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        promisesAreKept(concert);
    }

    @Test
    void only_an_operator_may_and_the_moment_must_be_one() {
        assertThat(buyer("alice")
                        .post("/operator/restorations?since=" + moment, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(operator()
                        .post("/operator/restorations?since=yesterday", Map.of())
                        .status())
                .isEqualTo(422);
    }

    private BookingTestClient operator() {
        return BookingTestClient.of(base(), "oscar", "operator");
    }

    private BookingTestResponse awaited(BookingTestClient buyer, String booking) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> buyer.get("/bookings/" + booking)
                        .body()
                        .at("/refunds/0/status")
                        .asString("")
                        .equals("SUCCEEDED"));
        return buyer.get("/bookings/" + booking);
    }

    private BookingTestResponse bought(BookingTestClient buyer, int... ordinals) {
        var hold = buyer.post(
                        "/booking/reserve",
                        Map.of(
                                "ticketIds",
                                Arrays.stream(ordinals)
                                        .mapToObj(concert::ticket)
                                        .toList()))
                .text("holdId");
        var booking = buyer.confirm(hold, "pm_card_visa").text("bookingId");
        return awaitStatus(buyer, booking, "CONFIRMED");
    }

    /// The event as it was before anything of it was sold.
    private void lose() {
        sql().sql("alter table booking.ledger_entry disable trigger user").update();
        for (var table : List.of(
                "ledger_entry",
                "refund",
                "returned_ticket",
                "payment_review",
                "payment_event",
                "payment_in_flight",
                "customer_tickets",
                "booking")) {
            sql().sql("delete from booking." + table + " where event_id = ?")
                    .param(concert.id())
                    .update();
        }
        sql().sql("alter table booking.ledger_entry enable trigger user").update();
        sql().sql("""
                        update inventory.ticket set status = 'AVAILABLE', booking_id = null, owner = null, version = version + 1
                         where event_id = ?
                        """).param(concert.id()).update();
        REDIS.flush(); // as docs/operations.md says of a restore
    }

    /// All pages, what is under this name.
    private List<String> restored(String member) {
        var found = new ArrayList<String>();
        for (String after = ""; after != null; ) {
            var page = operator()
                    .post(
                            "/operator/restorations?since=" + moment + (after.isEmpty() ? "" : "&after=" + after),
                            Map.of());
            assertThat(page.status()).isEqualTo(200);
            page.body().path(member).forEach(id -> found.add(id.asString()));
            after = page.body().path("next").isNull() ? null : page.text("next");
        }
        return found;
    }
}
