package dev.boxoffice.booking.journey.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookingTimelineTest extends BookingServiceTest {

    /// S5: the desk reads anybody's booking and what happened to it; other buyers find neither.
    @Test
    void the_desk_reads_a_booking_and_its_timeline() {
        var buyer = buyer("alice");
        var hall = concert().seated("Stalls", 1, 8, 4500).open();
        var id = buyer.buy(buyer.reserve(hall.tickets(0, 2)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        var agent = BookingTestClient.of(base(), "erin", "agent");

        var seen = agent.get("/bookings/" + id);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.raw().text()).doesNotContain("clientSecret");
        var timeline = agent.get("/bookings/" + id + "/timeline");
        assertThat(timeline.status()).isEqualTo(200);
        var entries = timeline.body().path("entries");
        assertThat(entries.findValuesAsString("kind")).contains("BOOKING", "PAYMENT", "TICKET");
        assertThat(entries.findValuesAsString("what")).contains("CLAIMED", "CAPTURE", "BOOKED");
        assertThat(entries.findValuesAsString("at")).isSorted();
        assertThat(timeline.body().path("buyer").asString()).isEqualTo("alice");

        var bob = BookingTestClient.of(base(), "bob", "buyer");
        assertThat(bob.get("/bookings/" + id).status()).isEqualTo(404);
        assertThat(bob.get("/bookings/" + id + "/timeline").status()).isEqualTo(403);
        assertThat(BookingTestClient.of(base(), "alice", "buyer")
                        .get("/bookings/" + id + "/timeline")
                        .status())
                .isEqualTo(403);
        assertThat(agent.get("/bookings/0190aaaa-0000-7000-8000-000000000000/timeline")
                        .status())
                .isEqualTo(404);
    }

    /// A ticket that was given back or passed on is part of the story, though it is no longer the buyer's.
    @Test
    void what_became_of_each_ticket_is_told() {
        var buyer = buyer("alice-tells");
        var hall = concert().seated("Stalls", 1, 8, 4500).open();
        var id = buyer.buy(buyer.reserve(hall.tickets(0, 3)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        var given = Map.of("ticketIds", List.of(hall.ticket(0)));
        assertThat(buyer.post("/bookings/" + id + "/cancellation", given).status())
                .isEqualTo(202);
        var offer = buyer.post("/tickets/" + hall.ticket(1) + "/transfers", Map.of("to", "bob-is-told"));
        assertThat(buyer("bob-is-told")
                        .send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null)
                        .text("status"))
                .isEqualTo("ACCEPTED");

        var entries = BookingTestClient.of(base(), "erin", "agent")
                .get("/bookings/" + id + "/timeline")
                .body()
                .path("entries");
        assertThat(entries)
                .filteredOn(entry -> entry.path("kind").asString().equals("TICKET"))
                .extracting(entry -> entry.path("ticketId").asString() + " "
                        + entry.path("what").asString())
                .containsExactlyInAnyOrder(
                        hall.ticket(0) + " RETURNED",
                        hall.ticket(1) + " TRANSFERRED",
                        hall.ticket(1) + " BOOKED",
                        hall.ticket(2) + " BOOKED");
        assertThat(entries.findValuesAsString("at")).isSorted();
    }
}
