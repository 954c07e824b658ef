package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReserveTest extends BookingServiceTest {

    /// D10: what was refused is soon forgotten, and nobody fills Redis with keys.
    @Test
    void refusals_are_remembered_for_seconds_and_keys_a_buyer_are_capped() {
        var concert = concert().seated("Stalls", 1, 8, 4500).limits(8, 8).open();
        buyer("bob").reserve(concert.ticket(0));
        refused(
                buyer("alice").with("Idempotency-Key", "no-" + concert.id()).reserve(concert.ticket(0)),
                409,
                "seat-taken");
        var answers = keys("bo:{" + concert.id() + "}:idem:*");
        assertThat(answers).hasSize(1);
        var left =
                REDIS.command("PTTL " + answers.getFirst()).lines().findFirst().orElseThrow();
        assertThat(Long.parseLong(left.substring(1))).isLessThanOrEqualTo(10_000);

        for (var n = 0; n < 110; n++) {
            var alice = buyer("alice").with("Idempotency-Key", "yes-" + n + concert.id());
            var hold = alice.reserve(concert.ticket(1));
            assertThat(hold.status()).isEqualTo(201);
            alice.delete("/booking/holds/" + hold.text("holdId"));
        }
        assertThat(keys("bo:{" + concert.id() + "}:idem:*")).hasSizeBetween(100, 101);
    }

    private static List<String> keys(String pattern) {
        return REDIS.command("KEYS " + pattern)
                .lines()
                .filter(line -> line.startsWith("bo:"))
                .toList();
    }

    /// M2: a total that no card can be charged is refused before anything is held, not by the card.
    @Test
    void a_total_that_cannot_be_charged_is_refused_and_names_the_bound() {
        var cheap = concert().seated("Stalls", 1, 8, 25).standing("Free", 10, 0).open();
        var alice = buyer("alice");
        var tooLittle = alice.reserve(cheap.ticket(0));
        refused(tooLittle, 422, "amount-not-chargeable");
        assertThat(tooLittle.text("detail")).contains("0.50 EUR");
        refused(
                alice.post("/booking/reserve", Map.of("eventId", cheap.id(), "quantity", 1, "section", "Stalls")),
                422,
                "amount-not-chargeable");
        assertThat(buyer("bob").reserve(cheap.tickets(0, 2)).status()).isEqualTo(201);
        var free = alice.post("/booking/reserve", Map.of("eventId", cheap.id(), "quantity", 1));
        assertThat(free.status()).as("what is free stays free").isEqualTo(201);
        assertThat(free.body().path("total").path("amount").asLong()).isZero();

        var dear = concert().seated("Stalls", 1, 8, 60_000_000).open();
        assertThat(alice.reserve(dear.ticket(0)).status()).isEqualTo(201);
        var tooMuch = alice.reserve(dear.tickets(1, 3));
        refused(tooMuch, 422, "amount-not-chargeable");
        assertThat(tooMuch.text("detail")).contains("999999.99 EUR");
        assertThat(buyer("bob").reserve(dear.ticket(1)).status()).isEqualTo(201);
    }

    @Test
    void a_body_that_asks_nothing_or_too_much_is_refused_by_name() {
        var concert = concert().seated("Stalls", 30, 10, 4500).open();
        var other = concert().seated("Stalls", 1, 10, 4500).open();
        var alice = buyer("alice");

        var nothing = alice.post("/booking/reserve", Map.of());
        refused(nothing, 422, "validation-failed");
        assertThat(nothing.text("detail"))
                .contains("ticketId must be given, or else ticketIds, tickets, or eventId with quantity or priceTypes");
        refused(alice.post("/booking/reserve", "{"), 400, "malformed-request");
        refused(alice.post("/booking/reserve", Map.of("ticketId", 17)), 422, "validation-failed");
        refused(alice.post("/booking/reserve", Map.of("ticketIds", "x")), 422, "validation-failed");
        refused(alice.post("/booking/reserve", Map.of("ticketIds", List.of())), 422, "validation-failed");
        refused(alice.reserve(concert.ticket(1), concert.ticket(1)), 422, "validation-failed");
        refused(alice.reserve(concert.ticket(1), other.ticket(1)), 422, "validation-failed");
        refused(alice.reserve(concert.ticket(300)), 404, "not-found");
        refused(alice.reserve(TimeOrderedId.next() + ".0"), 404, "not-found");
        refused(alice.reserve(concert.id() + ".-1"), 404, "not-found");
        refused(alice.reserve(concert.id() + ".0x1"), 404, "not-found");
        refused(alice.reserve(concert.tickets(0, 9)), 422, "ticket-limit");
        refused(alice.reserve(concert.tickets(0, 201)), 422, "ticket-limit");
        refused(best(alice, concert, Map.of("quantity", 0)), 422, "validation-failed");
        refused(best(alice, concert, Map.of("quantity", 9)), 422, "ticket-limit");
        refused(best(alice, concert, Map.of("quantity", 1.5)), 422, "validation-failed");
        refused(best(alice, concert, Map.of("quantity", 1, "section", "Nowhere")), 404, "not-found");
        assertThat(REDIS.command("EXISTS bo:{" + concert.id() + "}:ver")).startsWith(":0");
    }

    @Test
    void only_a_token_of_our_issuer_reserves() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var issuer = TokenIssuer.shared();
        for (var token : List.of(
                issuer.expired("alice", "buyer"),
                issuer.otherIssuer("alice", "buyer"),
                issuer.forged("alice", "buyer"),
                issuer.unsigned("alice", "buyer"),
                issuer.otherAudience("alice", "buyer"))) {
            refused(BookingTestClient.withToken(base(), token).reserve(concert.ticket(0)), 401, "unauthenticated");
        }
        refused(BookingTestClient.anonymous(base()).reserve(concert.ticket(0)), 401, "unauthenticated");
        refused(buyer("alice").post("/check-ins", Map.of("code", "x", "gate", "A", "nonce", "1")), 403, "forbidden");
    }

    @Test
    void tickets_are_sold_only_while_the_event_is_on_sale() {
        var hour = Duration.ofHours(1);
        var alice = buyer("alice");
        var early = concert()
                .seated("Stalls", 1, 2, 4500)
                .sales(Instant.now().plus(hour), null)
                .open();
        var late = concert()
                .seated("Stalls", 1, 2, 4500)
                .sales(null, Instant.now().minus(hour))
                .open();
        var cancelled =
                concert().seated("Stalls", 1, 2, 4500).status("CANCELLED").open();
        var postponed = concert()
                .seated("Stalls", 1, 2, 4500)
                .startingAt(null)
                .endingAt(null)
                .open();
        refused(alice.reserve(early.ticket(0)), 409, "not-on-sale");
        refused(alice.reserve(late.ticket(0)), 409, "not-on-sale");
        refused(alice.reserve(cancelled.ticket(0)), 409, "not-on-sale");
        refused(alice.reserve(postponed.ticket(0)), 409, "not-on-sale");
        refused(alice.post("/events/" + postponed.id() + "/quotes", Map.of("quantity", 1)), 409, "not-on-sale");
    }

    /// Whatever end its sale was given: the door lets nobody in any more.
    @Test
    void an_event_that_is_over_is_not_sold() {
        var now = Instant.now();
        var tomorrow = now.plus(Duration.ofDays(1));
        var ended = concert()
                .seated("Stalls", 1, 2, 4500)
                .startingAt(now.minus(Duration.ofHours(3)))
                .endingAt(now.minusSeconds(60))
                .sales(null, tomorrow)
                .open();
        var begunLongAgo = concert()
                .seated("Stalls", 1, 2, 4500)
                .startingAt(now.minus(Duration.ofHours(13)))
                .sales(null, tomorrow)
                .open();
        var alice = buyer("alice");
        refused(alice.reserve(ended.ticket(0)), 409, "not-on-sale");
        refused(alice.reserve(begunLongAgo.ticket(0)), 409, "not-on-sale");
    }

    @Test
    void reserve_and_release_ask_postgres_nothing() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        POSTGRES.suspend();
        try {
            assertThat(alice.reserve(concert.ticket(1), concert.ticket(2)).status())
                    .isEqualTo(201);
            assertThat(best(buyer("bob"), concert, Map.of("quantity", 2)).status())
                    .isEqualTo(201);
            refused(buyer("bob").reserve(concert.ticket(1)), 409, "seat-taken");
            assertThat(alice.delete("/booking/holds/" + hold).status()).isEqualTo(204);
        } finally {
            POSTGRES.resume();
        }
    }

    @Test
    void a_stale_cache_cannot_sell_a_cancelled_event() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        concert.cancel();
        refused(alice.buy(hold, "pm_card_visa"), 409, "not-on-sale");
        promisesAreKept(concert);
    }

    @Test
    void the_same_key_gets_the_same_hold_and_another_body_is_refused() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var alice = buyer("alice").with("Idempotency-Key", "key-" + concert.id());
        var first = alice.reserve(concert.ticket(0));
        var again = alice.reserve(concert.ticket(0));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        refused(alice.reserve(concert.ticket(1)), 422, "idempotency-key-reused");
        var bob = buyer("bob").with("Idempotency-Key", "key-" + concert.id());
        assertThat(bob.reserve(concert.ticket(1)).header("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void a_sale_that_began_in_another_century_is_on() {
        var ever = Instant.parse("1900-01-01T00:00:00Z");
        var concert = concert().seated("Stalls", 1, 10, 4500).sales(ever, null).open();
        concert.code("ALWAYS", "ACCESS", Map.of("percent", 10, "valid_from", ever.atOffset(ZoneOffset.UTC)));
        var held = buyer("alice").reserve(concert.ticket(0));
        assertThat(held.status()).isEqualTo(201);
        assertThat(held.body().path("guaranteed").asBoolean()).isTrue();
        var coded = buyer("bob").post("/booking/reserve", Map.of("ticketId", concert.ticket(1), "code", "ALWAYS"));
        assertThat(coded.status()).as(coded.body().toString()).isEqualTo(201);
    }

    @Test
    void a_key_used_for_one_event_is_refused_for_another() {
        var first = concert().seated("Stalls", 1, 10, 4500).open();
        var other = concert().seated("Stalls", 1, 10, 4500).open();
        buyer("bob").reserve(first.ticket(1));
        var alice = buyer("alice").with("Idempotency-Key", "key-" + first.id());
        refused(alice.reserve(first.ticket(1)), 409, "seat-taken");
        refused(alice.reserve(other.ticket(0)), 422, "idempotency-key-reused");
        refused(best(alice, other, Map.of("quantity", 1)), 422, "idempotency-key-reused");
        assertThat(REDIS.command("EXISTS bo:{" + other.id() + "}:held")).startsWith(":0");
        var again = alice.reserve(first.ticket(1));
        refused(again, 409, "seat-taken");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(buyer("carol")
                        .with("Idempotency-Key", "key-" + first.id())
                        .reserve(other.ticket(0))
                        .status())
                .as("somebody else's key is another key")
                .isEqualTo(201);
    }

    @Test
    void a_hold_is_its_owners_only_and_gives_its_seats_back_at_once() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var alice = buyer("alice");
        var bob = buyer("bob");
        var hold = alice.reserve(concert.ticket(0), concert.ticket(1)).text("holdId");
        refused(bob.get("/booking/holds/" + hold), 403, "forbidden");
        refused(bob.delete("/booking/holds/" + hold), 403, "forbidden");
        refused(bob.buy(hold, "pm_card_visa"), 403, "forbidden");
        var forged = hold.substring(0, hold.length() - 4) + "AAAA";
        refused(alice.get("/booking/holds/" + forged), 404, "not-found");
        refused(alice.buy(forged, "pm_card_visa"), 404, "not-found");

        assertThat(alice.delete("/booking/holds/" + hold).status()).isEqualTo(204);
        refused(alice.get("/booking/holds/" + hold), 410, "hold-expired");
        refused(alice.buy(hold, "pm_card_visa"), 410, "hold-expired");
        assertThat(bob.reserve(concert.ticket(0), concert.ticket(1)).status()).isEqualTo(201);
        assertThat(alice.delete("/booking/holds/" + hold).status()).isEqualTo(204);
        refused(alice.reserve(concert.ticket(1)), 409, "seat-taken");
    }

    @Test
    void the_limit_per_customer_counts_holds_and_bookings_once_each() {
        var concert = concert().seated("Stalls", 1, 20, 4500).limits(3, 4).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.tickets(0, 3)).text("holdId");
        refused(alice.reserve(concert.tickets(3, 5)), 409, "ticket-limit");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        refused(alice.reserve(concert.tickets(3, 5)), 409, "ticket-limit");
        assertThat(alice.reserve(concert.ticket(3)).status()).isEqualTo(201);
    }

    @Test
    void best_available_sits_together_in_front_and_leaves_no_seat_alone() {
        var concert = concert()
                .seated("Stalls", 3, 5, 4500)
                .seated("Circle", 2, 10, 2500)
                .open();
        assertThat(ordinals(best(buyer("a"), concert, Map.of("quantity", 2)))).containsExactly(0, 1);
        // Seats 2, 3, 4 are left in the first row: two of them would leave one alone.
        assertThat(ordinals(best(buyer("b"), concert, Map.of("quantity", 2)))).isSubsetOf(5, 6, 7, 8, 9);
        assertThat(ordinals(best(buyer("c"), concert, Map.of("quantity", 3)))).containsExactly(2, 3, 4);
        assertThat(ordinals(best(buyer("d"), concert, Map.of("quantity", 4, "section", "Circle"))))
                .allMatch(ordinal -> ordinal >= 15);
        assertThat(ordinals(best(buyer("e"), concert, Map.of("quantity", 1, "priceTier", "Tier Circle"))))
                .allMatch(ordinal -> ordinal >= 15);
    }

    @Test
    void a_waiting_room_lets_in_only_who_was_admitted_to_this_event() {
        var concert = concert()
                .seated("Stalls", 1, 10, 0)
                .waitingRoom("ON")
                .limits(8, 8)
                .open();
        var other = concert().seated("Stalls", 1, 10, 0).open();
        var alice = buyer("alice");
        refused(alice.reserve(concert.ticket(0)), 403, "admission-required");
        for (var bad : List.of(
                "nonsense",
                admission("bob", concert, 600, 1),
                admission("alice", other, 600, 2),
                admission("alice", concert, -5, 3))) {
            refused(alice.with("X-Admission-Token", bad).reserve(concert.ticket(0)), 403, "admission-required");
        }
        var admitted = alice.with("X-Admission-Token", admission("alice", concert, 600, 4));
        var hold = admitted.reserve(concert.ticket(0));
        assertThat(hold.status()).isEqualTo(201);
        assertThat(alice.buy(hold.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");
        refused(admitted.reserve(concert.ticket(1)), 403, "admission-required");
    }

    @Test
    void an_automatic_waiting_room_asks_for_admission_only_while_it_is_on() {
        var concert = concert().seated("Stalls", 1, 10, 0).waitingRoom("AUTO").open();
        assertThat(buyer("alice").reserve(concert.ticket(0)).status()).isEqualTo(201);
        REDIS.command("SET bo:{" + concert.id() + "}:queue:on 1");
        refused(buyer("bob").reserve(concert.ticket(1)), 403, "admission-required");
    }

    @Test
    void an_operators_off_holds_also_where_the_organiser_said_on() {
        var concert = concert().seated("Stalls", 1, 10, 0).waitingRoom("ON").open();
        refused(buyer("alice").reserve(concert.ticket(0)), 403, "admission-required");
        REDIS.command("SET bo:{" + concert.id() + "}:queue:on 0");
        assertThat(buyer("alice").reserve(concert.ticket(0)).status()).isEqualTo(201);
    }

    private static String admission(String user, BookingTestEvent concert, int seconds, long number) {
        var key = BoxofficeProperties.of(Set.of()).get("boxoffice.queue.signing-key");
        return new AdmissionTokenSigner(key, Clock.systemUTC())
                .sign(user, concert.id(), number, Instant.now().plusSeconds(seconds));
    }

    private static BookingTestResponse best(BookingTestClient client, BookingTestEvent concert, Map<String, ?> seats) {
        var body = new java.util.LinkedHashMap<String, Object>(seats);
        body.put("eventId", concert.id().toString());
        return client.post("/booking/reserve", body);
    }

    private static List<Integer> ordinals(BookingTestResponse hold) {
        assertThat(hold.status()).as(hold.body().toString()).isEqualTo(201);
        var tickets = hold.body().path("tickets");
        return IntStream.range(0, tickets.size())
                .mapToObj(i -> tickets.get(i).path("id").asString())
                .map(id -> Integer.valueOf(Arrays.asList(id.split("\\.")).getLast()))
                .toList();
    }
}
