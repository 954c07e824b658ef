package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people come for, through the gateway of a platform started by `./boxoffice up`.
class BuyATicketIT {

    static ApiClient organizer = RunningPlatform.anybody();
    static ApiClient alice = organizer;
    static ApiClient bob = organizer;

    @BeforeAll
    static void peopleSignIn() {
        organizer = RunningPlatform.signedIn("acceptance-organizer", "organizer");
        alice = RunningPlatform.signedIn("alice-" + UUID.randomUUID(), "buyer");
        bob = RunningPlatform.signedIn("bob-" + UUID.randomUUID(), "buyer");
    }

    @Test
    void a_buyer_finds_an_event_holds_two_seats_pays_and_walks_in() {
        var name = "Sternstunde " + UUID.randomUUID().toString().substring(0, 8);
        var event = AcceptanceEventFactory.onSale(
                organizer,
                name,
                Map.of("startsAt", Instant.now().plus(Duration.ofHours(2)).toString())); // the doors are open
        await().untilAsserted(() -> assertThat(RunningPlatform.anybody()
                        .get("/search?term=" + name.replace(" ", "+"))
                        .expect(200)
                        .text())
                .contains(event));

        var seen = RunningPlatform.anybody().get("/events/" + event).expect(200).json();
        assertThat(seen.path("status").asString()).isEqualTo("ON_SALE");
        assertThat(seen.path("tickets")).hasSize(60);

        var hold = alice.post("/booking/reserve", Map.of("ticketIds", List.of(event + ".3", event + ".4")))
                .expect(201);
        assertThat(hold.json().path("total").path("amount").asLong()).isEqualTo(9000);
        assertThat(hold.json().path("guaranteed").asBoolean()).isTrue();
        await().untilAsserted(() ->
                assertThat(availability(event).path("held").asInt()).isEqualTo(2));
        bob.post("/booking/reserve", Map.of("ticketId", event + ".4")).expectProblem(409, "seat-taken");

        var booking = AcceptanceEventFactory.pay(alice, hold.field("holdId"), "pm_card_visa")
                .expect(200);
        assertThat(booking.field("status")).isEqualTo("CONFIRMED");
        await().untilAsserted(() ->
                assertThat(availability(event).path("booked").asInt()).isEqualTo(2));
        bob.post("/booking/reserve", Map.of("ticketId", event + ".4")).expectProblem(409, "seat-taken");

        var path = "/bookings/" + booking.field("bookingId");
        alice.get(path).expect(200);
        bob.get(path).expectProblem(404, "not-found");
        var tickets = alice.get(path + "/tickets").expect(200).json();
        var code = tickets.findValue("code").asString();
        assertThat(alice.get(path + "/tickets.pdf").expect(200).text()).startsWith("%PDF");

        var organization = seen.path("organizationId").asString();
        organizer
                .put("/organizations/" + organization + "/members/gate-1", Map.of("role", "DOOR"))
                .expect(200);
        var scanner = RunningPlatform.signedIn("gate-1", "scanner");
        var scan =
                Map.of("code", code, "gate", "North", "nonce", UUID.randomUUID().toString());
        assertThat(scanner.post("/check-ins", scan).expect(200).field("result")).isEqualTo("ADMITTED");
        assertThat(scanner.post("/check-ins", scan).expect(200).field("result")).isEqualTo("ADMITTED");
        scanner.post("/check-ins", Map.of("code", code, "gate", "South", "nonce", "another"))
                .expectProblem(409, "already-checked-in");
        alice.post("/check-ins", scan).expectProblem(403, "forbidden");
    }

    @Test
    void a_declined_card_leaves_the_hold_for_another_card() {
        var event = AcceptanceEventFactory.onSale(organizer, "Zweite Karte");
        var hold = alice.post("/booking/reserve", Map.of("ticketId", event + ".0"))
                .expect(201)
                .field("holdId");
        assertThat(AcceptanceEventFactory.pay(alice, hold, "pm_card_chargeDeclined")
                        .field("status"))
                .isEqualTo("PAYMENT_FAILED");
        alice.get("/booking/holds/" + hold).expect(200);
        assertThat(AcceptanceEventFactory.pay(alice, hold, "pm_card_visa")
                        .expect(200)
                        .field("status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void a_bank_that_asks_is_answered_and_the_booking_goes_on() {
        var event = AcceptanceEventFactory.onSale(organizer, "Nachfrage der Bank");
        var hold = alice.post("/booking/reserve", Map.of("ticketId", event + ".0"))
                .expect(201)
                .field("holdId");
        var asked = AcceptanceEventFactory.pay(alice, hold, "pm_card_authenticationRequired");
        assertThat(asked.field("status")).isEqualTo("REQUIRES_ACTION");
        assertThat(asked.field("clientSecret")).startsWith("pi_");
        var paymentIntent = asked.field("clientSecret").split("_secret")[0];
        alice.post("/dev/payments/" + paymentIntent + "/outcome", Map.of("outcome", "succeed"))
                .expect(200);
        var path = "/bookings/" + asked.field("bookingId");
        await().untilAsserted(() -> assertThat(alice.get(path).field("status")).isEqualTo("CONFIRMED"));
    }

    @Test
    void a_hold_ends_at_its_time_and_the_next_buyer_gets_the_seat() {
        var event = AcceptanceEventFactory.onSale(organizer, "Frist");
        var hold =
                alice.post("/booking/reserve", Map.of("ticketId", event + ".0")).expect(201);
        await().atMost(RunningPlatform.HOLD_TTL.plusMinutes(1))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> bob.post("/booking/reserve", Map.of("ticketId", event + ".0"))
                        .expect(201));
        AcceptanceEventFactory.pay(alice, hold.field("holdId"), "pm_card_visa").expectProblem(410, "hold-expired");
    }

    @Test
    void a_released_seat_is_free_at_once_and_others_cannot_release_it() {
        var event = AcceptanceEventFactory.onSale(organizer, "Rückgabe");
        var hold = alice.post("/booking/reserve", Map.of("ticketId", event + ".0"))
                .expect(201)
                .field("holdId");
        assertThat(bob.delete("/booking/holds/" + hold).status()).isIn(403, 404);
        alice.delete("/booking/holds/" + hold).expect(204);
        bob.post("/booking/reserve", Map.of("ticketId", event + ".0")).expect(201);
    }

    @Test
    void best_available_seats_are_together_and_standing_places_are_any() {
        var event = AcceptanceEventFactory.onSale(organizer, "Beste Plätze");
        var seats = alice.post("/booking/reserve", Map.of("eventId", event, "quantity", 4, "section", "Stalls"))
                .expect(201)
                .json()
                .path("tickets");
        assertThat(seats).hasSize(4);
        assertThat(seats.findValuesAsString("row"))
                .containsOnly(seats.path(0).path("row").asString());
        bob.post("/booking/reserve", Map.of("eventId", event, "quantity", 8, "section", "Floor"))
                .expect(201);
        bob.post("/booking/reserve", Map.of("eventId", event, "quantity", 9)).expectProblem(422, "ticket-limit");
        bob.post("/booking/reserve", Map.of("eventId", event, "quantity", 1)).expectProblem(409, "ticket-limit");
    }

    @Test
    void a_cancelled_booking_is_refunded_and_its_seat_sold_again() {
        var event = AcceptanceEventFactory.onSale(organizer, "Doch nicht");
        var booking = AcceptanceEventFactory.book(alice, event + ".5");
        alice.post("/bookings/" + booking + "/cancellation", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(alice.get("/bookings/" + booking).field("status")).isEqualTo("REFUNDED"));
        assertThat(AcceptanceEventFactory.book(bob, event + ".5")).isNotBlank();
    }

    @Test
    void when_an_event_is_cancelled_everyone_is_refunded_and_nothing_is_sold() {
        var event = AcceptanceEventFactory.onSale(organizer, "Absage");
        var booking = AcceptanceEventFactory.book(alice, event + ".1");
        bob.post("/events/" + event + "/cancellation", Map.of()).expectProblem(403, "forbidden");
        organizer.post("/events/" + event + "/cancellation", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(alice.get("/bookings/" + booking).field("status")).isEqualTo("REFUNDED"));
        await().untilAsserted(() ->
                bob.post("/booking/reserve", Map.of("ticketId", event + ".2")).expectProblem(409, "not-on-sale"));
    }

    @Test
    void who_watches_the_seats_sees_a_hold_at_once() {
        var event = AcceptanceEventFactory.onSale(organizer, "Zuschauer");
        try (var stream = RunningPlatform.anybody().stream("/events/" + event + "/availability/stream")) {
            await().until(() -> !stream.messages("snapshot").isEmpty());
            alice.post("/booking/reserve", Map.of("ticketId", event + ".7")).expect(201);
            await().untilAsserted(() -> assertThat(stream.messages("seats"))
                    .anySatisfy(message -> assertThat(message.data()).contains("[7,1]")));
        }
    }

    @Test
    void the_waiting_room_lets_in_who_is_admitted_and_nobody_else() {
        var event = AcceptanceEventFactory.onSale(
                organizer,
                "Andrang",
                Map.of("waitingRoom", Map.of("mode", "ON", "admitPerMinute", 6000, "maxActive", 50)));
        alice.post("/booking/reserve", Map.of("ticketId", event + ".0")).expectProblem(403, "admission-required");
        alice.post("/events/" + event + "/queue", Map.of()).expect(201);
        await().until(() ->
                alice.get("/events/" + event + "/queue").field("state").equals("ADMITTED"));
        var token = alice.get("/events/" + event + "/queue").field("admissionToken");
        bob.post("/booking/reserve", Map.of("ticketId", event + ".0"), "X-Admission-Token", token)
                .expectProblem(403, "admission-required");
        alice.post("/booking/reserve", Map.of("ticketId", event + ".0"), "X-Admission-Token", token)
                .expect(201);
    }

    @Test
    void a_buyer_in_trouble_opens_a_case_and_reads_its_status() {
        var filed = alice.post(
                        "/support/cases",
                        Map.of(
                                "subject", "Paid, no ticket",
                                "body", "My card was charged and I have no ticket",
                                "channel", "IN_APP",
                                "errorCode", "PAYMENT_CAPTURED_NO_TICKET",
                                "reportedSeverity", 1))
                .expect(201);
        assertThat(filed.json().path("refreshAfterSeconds").asInt()).isPositive();
        assertThat(filed.field("dueAt")).isNotBlank();
        alice.get("/support/cases/" + filed.field("id")).expect(200);
        assertThat(bob.get("/support/cases/" + filed.field("id")).status()).isIn(403, 404);
    }

    @Test
    void whoever_reports_a_problem_gets_mail_about_it() {
        var subject = "Refund " + UUID.randomUUID().toString().substring(0, 8);
        var name = "mail-" + UUID.randomUUID();
        RunningPlatform.signedIn(name, "buyer")
                .post(
                        "/support/cases",
                        Map.of("subject", subject, "body", "My refund has not come", "channel", "EMAIL"))
                .expect(201);
        var list = "/dev/mail?to=" + name;
        await().untilAsserted(() -> assertThat(RunningPlatform.anybody()
                        .get(list, "Accept", "application/json")
                        .expect(200)
                        .json()
                        .findValuesAsString("subject"))
                .anyMatch(line -> line.contains(subject)));
        var id = RunningPlatform.anybody()
                .get(list, "Accept", "application/json")
                .json()
                .findValue("id")
                .asString();
        assertThat(RunningPlatform.anybody()
                        .get("/dev/mail/" + id, "Accept", "application/json")
                        .expect(200)
                        .field("to"))
                .contains(name);
    }

    private static tools.jackson.databind.JsonNode availability(String event) {
        return RunningPlatform.anybody()
                .get("/events/" + event + "/availability")
                .expect(200)
                .json();
    }
}
