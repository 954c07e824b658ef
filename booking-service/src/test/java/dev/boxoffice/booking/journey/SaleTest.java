package dev.boxoffice.booking.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaleTest extends BookingServiceTest {

    @Test
    void a_seat_is_held_paid_and_booked() {
        var concert = concert().seated("Stalls", 2, 10, 4500).open();
        var alice = buyer("alice");

        var hold = alice.reserve(concert.ticket(3), concert.ticket(4));
        assertThat(hold.status()).isEqualTo(201);
        assertThat(hold.body().path("guaranteed").asBoolean()).isTrue();
        assertThat(hold.body().path("total").path("amount").asLong()).isEqualTo(9000);
        assertThat(hold.body().path("expiresInSeconds").asLong()).isEqualTo(600);
        assertThat(hold.body().path("tickets").get(0).path("row").asString()).isEqualTo("A");
        assertThat(alice.get("/booking/holds/" + hold.text("holdId")).status()).isEqualTo(200);

        var booking = alice.buy(hold.text("holdId"), "pm_card_visa");
        assertThat(booking.status()).as(booking.body().toString()).isEqualTo(200);
        assertThat(booking.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        assertThat(concert.count("BOOKED")).isEqualTo(2);

        var taken = buyer("bob").reserve(concert.ticket(4), concert.ticket(5));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.problem()).isEqualTo("seat-taken");
        assertThat(taken.body().path("taken").get(0).asString()).isEqualTo(concert.ticket(4));
        assertThat(taken.body().path("taken").size()).isEqualTo(1);
        promisesAreKept(concert);
    }

    @Test
    void a_cancelled_booking_is_refunded_and_its_seat_is_free_again() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        var id = booking.text("bookingId");

        var cancelled = alice.post("/bookings/" + id + "/cancellation", Map.of());
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(buyer("bob").reserve(concert.ticket(0)).status()).isEqualTo(201);
        awaitStatus(alice, id, "REFUNDED");
        assertThat(alice.post("/bookings/" + id + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        promisesAreKept(concert);
    }

    /// Its record has ended then; the seats tell whose they are.
    @Test
    void a_hold_that_is_paid_for_is_not_given_back() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        var hold = "/booking/holds/"
                + alice.reserve(concert.ticket(0), concert.ticket(1)).text("holdId");
        var booking = alice.buy(hold.substring("/booking/holds/".length()), "pm_card_visa");
        await().until(() -> alice.get(hold).status() == 410);
        assertThat(alice.get(hold).text("detail")).contains("of it are yours");
        refused(alice.delete(hold), 409, "hold-in-payment");

        alice.post("/bookings/" + booking.text("bookingId") + "/cancellation", Map.of());
        await().until(() -> alice.delete(hold).status() == 204);
        var bob = buyer("bob");
        bob.buy(bob.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        assertThat(alice.delete(hold).status())
                .as("what another buyer has is not theirs")
                .isEqualTo(204);
        assertThat(alice.get(hold).text("detail")).contains("somebody else's");
        promisesAreKept(concert);
    }

    @Test
    void a_free_ticket_needs_no_payment() {
        var concert = concert().seated("Stalls", 1, 4, 0).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        var booking = alice.with("Prefer", "wait=5").put("/booking/confirm", Map.of("holdId", hold));
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }
}
