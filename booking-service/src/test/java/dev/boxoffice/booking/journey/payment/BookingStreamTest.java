package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The stream of a booking's status.
class BookingStreamTest extends PaymentJourney {

    @Test
    void the_stream_tells_the_status_until_it_is_final() {
        var concert = hall();
        var alice = buyer("alice");
        var waiting = challenged(alice, held(alice, concert.ticket(0)));
        var stream = together(List.<Callable<BookingTestResponse>>of(() -> alice.get(path(waiting) + "/stream"), () -> {
            STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
            return waiting;
        }));
        assertThat(stream.getFirst().raw().text()).contains("event:booking").contains("\"status\":\"CONFIRMED\"");
    }

    /// M9: a cancelled free booking has no refund to wait for. A stream that does not end is no answer that is late.
    @Test
    @Timeout(60)
    void every_final_status_ends_the_stream_and_a_reconnect_is_answered_204() {
        var concert = concert().seated("Stalls", 1, 8, 0).open();
        var alice = buyer("alice");
        var free = alice.put("/booking/confirm", Map.of("holdId", held(alice, concert.ticket(0))));
        awaitStatus(alice, free.text("bookingId"), "CONFIRMED");
        var path = path(free);
        assertThat(alice.with("Last-Event-ID", "PROCESSING")
                        .get(path + "/stream")
                        .raw()
                        .text())
                .contains("id:CONFIRMED");
        assertThat(alice.with("Last-Event-ID", "CONFIRMED")
                        .get(path + "/stream")
                        .status())
                .isEqualTo(204);
        alice.post(path + "/cancellation", Map.of());
        assertThat(alice.with("Last-Event-ID", "CONFIRMED")
                        .get(path + "/stream")
                        .raw()
                        .text())
                .contains("id:CANCELLED");
        assertThat(alice.with("Last-Event-ID", "CANCELLED")
                        .get(path + "/stream")
                        .status())
                .isEqualTo(204);
    }
}
