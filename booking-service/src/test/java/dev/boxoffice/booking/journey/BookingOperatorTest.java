package dev.boxoffice.booking.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What operators do by hand, on the service itself: the gateway routes none of it.
class BookingOperatorTest extends BookingServiceTest {

    private BookingTestClient operator() {
        return BookingTestClient.of(base(), "oscar", "operator");
    }

    @Test
    void a_payment_of_which_nothing_was_heard_is_reconciled_on_request() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        STRIPE.deliverTo(null);
        var alice = buyer("alice");
        var waiting = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
        STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);

        var path = "/operator/bookings/" + waiting.text("bookingId") + "/reconciliation";
        refused(alice.post(path, Map.of()), 403, "forbidden");
        var done = operator().post(path, Map.of());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text("before")).isEqualTo("REQUIRES_ACTION");
        assertThat(done.text("after")).isEqualTo("CONFIRMED");
        assertThat(done.text("payment")).isEqualTo("Succeeded");
        assertThat(operator().post(path, Map.of()).text("before")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void a_hold_is_released_by_its_id_or_by_one_of_its_tickets() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var first = buyer("alice").reserve(concert.ticket(0), concert.ticket(1));
        refused(buyer("bob").delete("/operator/holds/" + first.text("holdId")), 403, "forbidden");
        assertThat(operator().delete("/operator/holds/" + first.text("holdId")).status())
                .isEqualTo(204);
        assertThat(buyer("bob").reserve(concert.ticket(1)).status()).isEqualTo(201);
        assertThat(operator().delete("/operator/holds/" + concert.ticket(1)).status())
                .isEqualTo(204);
        assertThat(buyer("carol").reserve(concert.ticket(1)).status()).isEqualTo(201);
    }

    @Test
    void seats_in_payment_stay_and_what_is_unknown_is_not_found() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        alice.buy(hold, "pm_card_authenticationRequired");
        refused(operator().delete("/operator/holds/" + hold), 409, "hold-in-payment");
        refused(operator().delete("/operator/holds/" + concert.ticket(1)), 404, "not-found");
        refused(operator().delete("/operator/holds/nonsense"), 404, "not-found");
        refused(
                operator().post("/operator/bookings/" + UUID.randomUUID() + "/reconciliation", Map.of()),
                404,
                "not-found");
    }
}
