package dev.boxoffice.booking.journey.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
                        hall.ticket(0) + " BOOKED",
                        hall.ticket(0) + " RETURNED",
                        hall.ticket(1) + " TRANSFERRED",
                        hall.ticket(1) + " BOOKED",
                        hall.ticket(2) + " BOOKED");
        assertThat(entries.findValuesAsString("at")).isSorted();
    }

    /// What a booking was stays told, also once it is something else: the desk is asked about yesterday.
    @Test
    void what_a_booking_was_is_told_after_it_was_refunded() {
        var buyer = buyer("alice-is-refunded");
        var hall = concert().seated("Stalls", 1, 8, 4500).open();
        var id = buyer.buy(buyer.reserve(hall.tickets(0, 2)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        hall.cancel();
        awaitStatus(buyer, id, "REFUNDED");
        // Whatever looks at its money later changes the row, and not when the money was back.
        sql().sql("update booking.booking set updated_at = updated_at + interval '1 day' where id = ?::uuid")
                .param(id)
                .update();

        var entries = entries(id);
        assertThat(entries)
                .extracting(BookingTimelineTest::told)
                .containsExactly(
                        "BOOKING CLAIMED",
                        "PAYMENT CAPTURE",
                        "TICKET BOOKED",
                        "TICKET BOOKED",
                        "BOOKING CONFIRMED",
                        "TICKET RETURNED",
                        "TICKET RETURNED",
                        "REFUND DUE",
                        "REFUND SUCCEEDED",
                        "BOOKING REFUNDED");
        assertThat(at(entries, "BOOKING REFUNDED")).isEqualTo(at(entries, "REFUND SUCCEEDED"));
        assertThat(at(entries, "BOOKING CONFIRMED")).isEqualTo(at(entries, "PAYMENT CAPTURE"));
        assertThat(at(entries, "TICKET BOOKED")).isEqualTo(at(entries, "PAYMENT CAPTURE"));
    }

    /// A scan that was taken back did happen: somebody stood inside meanwhile.
    @Test
    void a_scan_that_was_taken_back_is_told_with_who_took_it_back() {
        var buyer = buyer("alice-outside");
        var hall = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(2)))
                .open();
        var id = buyer.buy(buyer.reserve(hall.tickets(0, 1)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        var code = buyer.get("/bookings/" + id + "/tickets")
                .body()
                .at("/tickets/0/code")
                .asString();
        var door = BookingTestClient.of(base(), "sam", "scanner");
        var scan = door.post("/check-ins", Map.of("code", code, "gate", "North", "nonce", "thief"));
        assertThat(door.post("/check-ins", Map.of("code", code, "gate", "South", "nonce", "alice"))
                        .status())
                .isEqualTo(409);
        assertThat(door.delete("/check-ins/" + scan.text("checkInId")).status()).isEqualTo(204);

        assertThat(entries(id))
                .filteredOn(entry -> entry.path("kind").asString().equals("SCAN"))
                .extracting(entry -> told(entry) + " " + entry.path("gate").asString() + " "
                        + entry.path("by").asString() + " "
                        + entry.path("reference").asString() + " "
                        + entry.path("ticketId").asString())
                .containsExactly(
                        "SCAN IN North sam " + scan.text("checkInId") + " " + hall.ticket(0),
                        "SCAN TAKEN_BACK North sam " + scan.text("checkInId") + " " + hall.ticket(0));
    }

    private JsonNode entries(String booking) {
        return BookingTestClient.of(base(), "erin", "agent")
                .get("/bookings/" + booking + "/timeline")
                .body()
                .path("entries");
    }

    private static String told(JsonNode entry) {
        return entry.path("kind").asString() + " " + entry.path("what").asString();
    }

    private static String at(JsonNode entries, String told) {
        return entries.valueStream()
                .filter(entry -> told(entry).equals(told))
                .findFirst()
                .orElseThrow()
                .path("at")
                .asString();
    }
}
