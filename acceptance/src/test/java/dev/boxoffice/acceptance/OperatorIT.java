package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.client.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The operator's commands of `./boxoffice`, on the running platform.
class OperatorIT {

    static RunningPlatform platform = RunningPlatform.shared();
    static ApiClient organizer = RunningPlatform.anybody();
    static ApiClient alice = organizer;
    static ApiClient bob = organizer;

    @BeforeAll
    static void peopleSignIn() {
        assumeTrue(platform.launcher().isPresent(), "operator's tools are tried on a platform started here");
        organizer = RunningPlatform.signedIn("acceptance-organizer", "organizer");
        alice = RunningPlatform.signedIn("alice-" + UUID.randomUUID(), "buyer");
        bob = RunningPlatform.signedIn("bob-" + UUID.randomUUID(), "buyer");
    }

    @Test
    void verify_is_content_until_a_ticket_loses_its_owner_and_then_says_which() {
        var event = AcceptanceEventFactory.onSale(organizer, "Prüfung");
        var booking = AcceptanceEventFactory.book(alice, event + ".3");
        var sound = platform.boxoffice("verify");
        assertThat(sound.output()).contains("Every seat has at most one owner");
        assertThat(sound.code()).isZero();

        try {
            change("AVAILABLE", null, null, event);
            var broken = platform.boxoffice("verify");
            assertThat(broken.output()).contains("BROKEN confirmed without its ticket", event, booking, "ordinal 3");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(platform.alarms()).containsEntry("confirmed-without-ticket", 1.0);
        } finally {
            var buyer = platform.sql()
                    .sql("select buyer from booking.booking where id = ?::uuid")
                    .param(booking)
                    .query(String.class)
                    .single();
            change("BOOKED", booking, buyer, event);
        }
        assertThat(platform.boxoffice("verify").code()).isZero();
        assertThat(platform.alarms().values()).containsOnly(0.0);
    }

    private static void change(String status, @Nullable String booking, @Nullable String owner, String event) {
        platform.sql()
                .sql("""
                        update inventory.ticket set status = ?, booking_id = ?::uuid, owner = ?, version = version + 1
                         where event_id = ?::uuid and ordinal = 3
                        """)
                .param(status)
                .param(booking)
                .param(owner)
                .param(event)
                .update();
    }

    @Test
    void a_hold_is_released_for_the_next_buyer() {
        var event = AcceptanceEventFactory.onSale(organizer, "Freigabe");
        alice.post("/booking/reserve", Map.of("ticketIds", List.of(event + ".0", event + ".1")))
                .expect(201);
        assertThat(platform.boxoffice("release", event + ".0").code()).isZero();
        bob.post("/booking/reserve", Map.of("ticketIds", List.of(event + ".1"))).expect(201);
        var unknown = platform.boxoffice("release", "nonsense");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.output()).contains("There is no such hold");
    }

    @Test
    void a_booking_is_reconciled_with_stripe() {
        var booking = AcceptanceEventFactory.book(alice, AcceptanceEventFactory.onSale(organizer, "Abgleich") + ".0");
        var done = platform.boxoffice("reconcile", booking);
        assertThat(done.output()).contains("was CONFIRMED, is CONFIRMED; Stripe says: Succeeded");
        assertThat(done.code()).isZero();
        // The call stays inside: the gateway does not know its path.
        RunningPlatform.signedIn("oscar", "operator")
                .post("/operator/bookings/" + booking + "/reconciliation", Map.of())
                .expectProblem(404, "not-found");
    }

    @Test
    void a_waiting_room_is_switched_off() {
        var room = Map.<String, Object>of("mode", "ON", "admitPerMinute", 1, "maxActive", 1);
        var event = AcceptanceEventFactory.onSale(organizer, "Leerung", Map.of("waitingRoom", room));
        bob.post("/events/" + event + "/queue", Map.of()).expect(201);
        bob.post("/booking/reserve", Map.of("ticketId", event + ".0")).expectProblem(403, "admission-required");
        var done = platform.boxoffice("drain", event);
        assertThat(done.output()).contains("is off");
        assertThat(done.code()).isZero();
        bob.post("/booking/reserve", Map.of("ticketId", event + ".0")).expect(201);
    }

    @Test
    void the_search_index_is_rebuilt_and_finds_what_it_found() {
        var name = "Neubau " + UUID.randomUUID().toString().substring(0, 8);
        var event = AcceptanceEventFactory.onSale(organizer, name);
        var done = platform.boxoffice("rebuild-search");
        assertThat(done.output()).contains("DONE");
        assertThat(done.code()).isZero();
        await().untilAsserted(() -> assertThat(RunningPlatform.anybody()
                        .get("/search?term=" + name.replace(" ", "+"))
                        .expect(200)
                        .text())
                .contains(event));
    }

    @Test
    void a_command_called_wrongly_says_how_it_is_called() {
        var misused = platform.boxoffice("release");
        assertThat(misused.code()).isEqualTo(2);
        assertThat(misused.output()).contains("release <holdId or ticketId>");
    }
}
