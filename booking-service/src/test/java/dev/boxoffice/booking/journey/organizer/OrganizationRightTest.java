package dev.boxoffice.booking.journey.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import java.util.Map;
import java.util.UUID;
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
