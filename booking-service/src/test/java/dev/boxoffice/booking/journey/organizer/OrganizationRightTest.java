package dev.boxoffice.booking.journey.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What organisers, accountants and people at the door may do follows from their role in the event's
/// organization.
class OrganizationRightTest extends BookingServiceTest {

    @Test
    void only_whoever_works_at_the_door_of_an_event_scans_its_tickets_and_only_as_long_as_they_do() {
        var organizer = "olga-" + UUID.randomUUID();
        var concert = concert().seated("Stalls", 1, 4, 4500).open().ownedBy(organizer);
        var alice = buyer("alice");
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(alice, booking, "CONFIRMED");
        var code = alice.get("/bookings/" + booking + "/tickets")
                .body()
                .path("tickets")
                .path(0)
                .path("code")
                .asString("");
        var scan = Map.of("code", code, "gate", "A", "nonce", "1", "direction", "IN");
        var door = BookingTestClient.of(base(), "dora", "scanner");
        refused(door.post("/check-ins", scan), 403, "forbidden");
        concert.member("dora", "FINANCE");
        refused(door.post("/check-ins", scan), 403, "forbidden");
        concert.member("dora", "DOOR");
        assertThat(door.post("/check-ins", scan).status()).isNotEqualTo(403);
        concert.dismiss("dora");
        refused(door.post("/check-ins", scan), 403, "forbidden");
    }

    /// What the ticket is for they are not told: it is none of theirs.
    @Test
    void a_ticket_of_somebody_elses_event_is_the_wrong_one_at_a_door_that_says_what_it_lets_into() {
        var own = concert().seated("Stalls", 1, 4, 4500).open().ownedBy("olga-" + UUID.randomUUID());
        own.member("dora", "DOOR");
        var foreign = concert().seated("Stalls", 1, 4, 4500).open().ownedBy("otto-" + UUID.randomUUID());
        var alice = buyer("alice");
        var booking = alice.buy(alice.reserve(foreign.ticket(0)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(alice, booking, "CONFIRMED");
        var code = alice.get("/bookings/" + booking + "/tickets")
                .body()
                .path("tickets")
                .path(0)
                .path("code")
                .asString("");
        var door = BookingTestClient.of(base(), "dora", "scanner");

        var answer = door.post("/check-ins", scanInto(code, own.id()));
        refused(answer, 409, "wrong-event");
        assertThat(answer.body().toString()).doesNotContain(foreign.id().toString(), "Café");
        assertThat(door.post("/check-ins", scanInto(code, UUID.randomUUID(), own.id()))
                        .status())
                .isEqualTo(409);
        refused(door.post("/check-ins", scanInto(code)), 403, "forbidden");
        refused(door.post("/check-ins", scanInto(code, UUID.randomUUID())), 403, "forbidden");
        refused(door.post("/check-ins", scanInto(code, own.id(), foreign.id())), 403, "forbidden");
        own.dismiss("dora");
        refused(door.post("/check-ins", scanInto(code, own.id())), 403, "forbidden");
    }

    private static Map<String, Object> scanInto(String code, UUID... events) {
        var ids = Stream.of(events).map(UUID::toString).toList();
        return Map.of("code", code, "eventIds", ids, "gate", "A", "nonce", "1");
    }

    /// Who reads a booking and may not give its money back, or another seat, is told so; to others there is none.
    @Test
    void what_somebody_sees_and_may_not_do_is_forbidden_and_what_they_may_not_see_is_not_there() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open().ownedBy("olga-" + UUID.randomUUID());
        var alice = buyer("alice");
        var booking = "/bookings/"
                + alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa")
                        .text("bookingId");
        concert.member("fiona", "FINANCE").member("mona", "MANAGER");
        var manager = BookingTestClient.of(base(), "mona", "organizer");
        var finance = BookingTestClient.of(base(), "fiona", "organizer");
        var stranger = BookingTestClient.of(base(), "otto", "organizer");

        var whole = Map.of("ticketIds", List.of(concert.ticket(0)));
        refused(manager.post(booking + "/refunds", whole), 403, "forbidden");
        assertThat(manager.get(booking + "/refunds").status()).isEqualTo(200);
        refused(stranger.post(booking + "/refunds", whole), 404, "not-found");
        refused(stranger.get(booking + "/refunds"), 404, "not-found");

        var move = Map.of("from", List.of(concert.ticket(0)), "to", List.of(concert.ticket(1)));
        refused(finance.post(booking + "/seats", move), 403, "forbidden");
        refused(stranger.post(booking + "/seats", move), 404, "not-found");
        assertThat(finance.post(booking + "/refunds", whole).status()).isEqualTo(201);
    }

    @Test
    void money_is_for_owners_and_finance() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open().ownedBy("olga-" + UUID.randomUUID());
        var ledger = "/events/" + concert.id() + "/ledger";
        concert.member("fiona", "FINANCE").member("mona", "MANAGER");
        assertThat(BookingTestClient.of(base(), "fiona", "organizer")
                        .get(ledger)
                        .status())
                .isEqualTo(200);
        refused(BookingTestClient.of(base(), "mona", "organizer").get(ledger), 403, "forbidden");
        refused(BookingTestClient.of(base(), "fiona", "buyer").get(ledger), 403, "forbidden");
        concert.dismiss("fiona");
        refused(BookingTestClient.of(base(), "fiona", "organizer").get(ledger), 403, "forbidden");
    }
}
