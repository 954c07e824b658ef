package dev.boxoffice.booking.journey.organizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// B12: seats that the organizer keeps from the sale.
class WithheldTest extends BookingServiceTest {

    private BookingTestClient olivia() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    private BookingTestResponse withhold(BookingTestEvent concert, String kind, String... tickets) {
        return olivia().put("/events/" + concert.id() + "/withheld", body(kind, tickets));
    }

    private BookingTestResponse release(BookingTestEvent concert, String kind, String... tickets) {
        return olivia().send("DELETE", "/events/" + concert.id() + "/withheld", body(kind, tickets));
    }

    private static Map<String, Object> body(String kind, String... tickets) {
        return Map.of("ticketIds", List.of(tickets), "kind", kind, "reason", "sight lines");
    }

    @Test
    void nobody_is_sold_a_withheld_seat() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        assertThat(withhold(concert, "KILL", concert.tickets(0, 4)).status()).isEqualTo(200);
        assertThat(concert.ticketStatuses())
                .isEqualTo(List.of("WITHHELD", "WITHHELD", "WITHHELD", "WITHHELD", "AVAILABLE", "AVAILABLE"));

        var answer = buyer("alice").reserve(concert.ticket(1), concert.ticket(4));
        refused(answer, 409, "seat-taken");
        assertThat(answer.body().path("taken").toString()).isEqualTo("[\"" + concert.ticket(1) + "\"]");
        refused(best("alice", concert, 3), 409, "sold-out");
        refused(buyer("alice").post("/events/" + concert.id() + "/quotes", Map.of("quantity", 3)), 409, "sold-out");
        assertThat(best("alice", concert, 2).status()).isEqualTo(201);
        promisesAreKept(concert);
    }

    private BookingTestResponse best(String buyer, BookingTestEvent concert, int quantity) {
        return buyer(buyer).post("/booking/reserve", Map.of("eventId", concert.id(), "quantity", quantity));
    }

    @Test
    void what_is_withheld_is_listed_with_its_reason_a_page_at_a_time() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        withhold(concert, "KILL", concert.tickets(0, 3));
        withhold(concert, "HOUSE", concert.ticket(2), concert.ticket(5));
        var path = "/events/" + concert.id() + "/withheld?size=2";
        var first = olivia().get(path);
        assertThat(first.body().path("withheld").size()).isEqualTo(2);
        assertThat(first.body().path("withheld").get(0).path("reason").asString())
                .isEqualTo("sight lines");
        var second = olivia().get(path + "&cursor=" + first.text("nextCursor"));
        assertThat(second.body().path("withheld").findValuesAsString("kind")).isEqualTo(List.of("HOUSE", "HOUSE"));
        assertThat(second.body().path("withheld").findValuesAsString("ticketId"))
                .isEqualTo(List.of(concert.ticket(2), concert.ticket(5)));
    }

    @Test
    void a_page_has_twenty_unless_asked_for_up_to_two_hundred() {
        var concert = concert().standing("Floor", 40, 4500).open();
        withhold(concert, "KILL", concert.tickets(0, 21));
        var path = "/events/" + concert.id() + "/withheld";
        assertThat(olivia().get(path).body().path("withheld")).hasSize(20);
        assertThat(olivia().get(path + "?cursor=&size=").body().path("withheld"))
                .hasSize(20);
        assertThat(olivia().get(path + "?size=200").body().path("withheld")).hasSize(21);
        for (var size : List.of("0", "201", "x")) {
            refused(olivia().get(path + "?size=" + size), 422, "validation-failed");
        }
    }

    @Test
    void seats_that_are_held_or_sold_are_named_and_nothing_is_withheld() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        var alice = buyer("alice");
        alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        var hold = buyer("bob").reserve(concert.ticket(1)).text("holdId");
        var answer = withhold(concert, "HOUSE", concert.tickets(0, 4));
        refused(answer, 409, "seat-taken");
        assertThat(answer.body().path("taken").toString())
                .isEqualTo("[\"" + concert.ticket(0) + "\",\"" + concert.ticket(1) + "\"]");
        assertThat(concert.count("WITHHELD")).isZero();
        assertThat(buyer("carl").reserve(concert.tickets(2, 4)).status()).isEqualTo(201);
        assertThat(buyer("bob").buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void a_seat_is_put_on_sale_again() {
        var concert = concert().seated("Stalls", 1, 3, 4500).open();
        withhold(concert, "HOUSE", concert.tickets(0, 2));
        refused(release(concert, "KILL", concert.ticket(0)), 409, "withheld-otherwise");
        assertThat(release(concert, "HOUSE", concert.tickets(0, 2)).status()).isEqualTo(204);
        assertThat(release(concert, "HOUSE", concert.tickets(0, 2)).status())
                .as("once more")
                .isEqualTo(204);
        var hold = buyer("alice").reserve(concert.tickets(0, 3));
        assertThat(hold.status()).isEqualTo(201);
        buyer("alice").buy(hold.text("holdId"), "pm_card_visa");
        var answer = release(concert, "HOUSE", concert.ticket(0));
        refused(answer, 409, "seat-taken");
        assertThat(answer.body().path("taken").toString()).isEqualTo("[\"" + concert.ticket(0) + "\"]");
        promisesAreKept(concert);
    }

    @Test
    void a_seat_that_becomes_useless_meanwhile_is_not_put_on_sale() throws Exception {
        var concert = concert().seated("Stalls", 1, 3, 4500).open();
        withhold(concert, "HOUSE", concert.tickets(0, 2));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var colleague = POSTGRES.superuser().getConnection()) {
            colleague.setAutoCommit(false);
            var seat = "event_id = '" + concert.id() + "' and ordinal = 1";
            colleague.createStatement().execute("select from inventory.ticket where " + seat + " for update");
            colleague.createStatement().execute("update booking.withheld_ticket set kind = 'KILL' where " + seat);
            var releasing = threads.submit(() -> release(concert, "HOUSE", concert.tickets(0, 2)));
            awaitWaiterFor(colleague);
            colleague.commit();
            refused(releasing.get(), 409, "withheld-otherwise");
        }
        assertThat(concert.ticketStatuses()).isEqualTo(List.of("WITHHELD", "WITHHELD", "AVAILABLE"));
        promisesAreKept(concert);
    }

    @Test
    void of_a_buyer_and_an_organizer_one_gets_the_seats() {
        for (var round = 0; round < 30; round++) {
            var concert = concert().seated("Stalls", 1, 4, 4500).open();
            var tasks = new ArrayList<Callable<BookingTestResponse>>();
            tasks.add(() -> withhold(concert, "HOUSE", concert.tickets(0, 3)));
            for (var buyer = 0; buyer < 3; buyer++) {
                var name = "race-" + buyer;
                tasks.add(() -> buyer(name).reserve(concert.tickets(1, 4)));
            }
            var answers = together(tasks);
            var won = answers.stream().filter(answer -> answer.status() < 300).toList();
            assertThat(won).hasSize(1);
            assertThat(concert.count("WITHHELD")).isEqualTo(answers.getFirst().status() == 200 ? 3 : 0);
            assertThat(answers.stream().filter(answer -> answer.status() >= 300))
                    .allMatch(answer -> answer.problem().equals("seat-taken"));
        }
    }

    @Test
    void a_hold_that_is_confirmed_meanwhile_is_not_overrun() {
        for (var round = 0; round < 15; round++) {
            var concert = concert().seated("Stalls", 1, 3, 4500).open();
            var hold = buyer("payer").reserve(concert.tickets(0, 2)).text("holdId");
            var tasks = new ArrayList<Callable<BookingTestResponse>>();
            tasks.add(() -> buyer("payer").buy(hold, "pm_card_visa"));
            IntStream.range(0, 4).forEach(_ -> tasks.add(() -> withhold(concert, "KILL", concert.tickets(1, 3))));
            var answers = together(tasks);
            assertThat(answers.getFirst().text("status")).isEqualTo("CONFIRMED");
            answers.subList(1, 5).forEach(answer -> refused(answer, 409, "seat-taken"));
            assertThat(concert.ticketStatuses()).isEqualTo(List.of("BOOKED", "BOOKED", "AVAILABLE"));
            promisesAreKept(concert);
        }
    }

    @Test
    void redis_emptied_or_overtaken_keeps_them() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        withhold(concert, "KILL", concert.tickets(0, 2));
        REDIS.flush();
        refused(buyer("alice").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(buyer("alice").reserve(concert.ticket(2)).status()).isEqualTo(201);
        // The seats' statuses are told once more, after a crash as well: nothing is left over.
        await().untilAsserted(() -> assertThat(
                        sql().sql("select count(*) from booking.outbox where event_id = ? and not ready")
                                .param(concert.id())
                                .query(Long.class)
                                .single())
                .isZero());
        refused(buyer("bob").reserve(concert.ticket(1)), 409, "seat-taken");
        assertThat(REDIS.command("HEXISTS bo:{" + concert.id() + "}:holders 0")).startsWith(":0");
    }

    @Test
    void a_whole_section_is_withheld_at_once_and_its_watchers_are_told() {
        var concert = concert().standing("Floor", 1500, 4500).open();
        assertThat(withhold(concert, "HOUSE", concert.tickets(0, 1200)).status())
                .isEqualTo(200);
        assertThat(concert.count("WITHHELD")).isEqualTo(1200);
        assertThat(REDIS.command("XREVRANGE bo:{" + concert.id() + "}:changes + - COUNT 1"))
                .contains(":3");
        assertThat(REDIS.command("BITCOUNT bo:{" + concert.id() + "}:booked")).contains("1200");
        assertThat(REDIS.command("BITCOUNT bo:{" + concert.id() + "}:final")).contains("0");
        // One of them is held by nobody any more, and all are refused as one.
        refused(withhold(concert, "HOUSE", all(concert)), 422, "validation-failed");
    }

    private static String[] all(BookingTestEvent concert) {
        return new String[] {concert.ticket(0), concert.ticket(0)};
    }

    @Test
    void only_the_organizer_of_the_event_withholds() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var path = "/events/" + concert.id() + "/withheld";
        refused(buyer("alice").put(path, body("KILL", concert.ticket(0))), 403, "forbidden");
        var other = BookingTestClient.of(base(), "oscar", "organizer");
        refused(other.put(path, body("KILL", concert.ticket(0))), 403, "forbidden");
        refused(other.get(path), 403, "forbidden");
        refused(olivia().put(path, Map.of("ticketIds", List.of(concert.ticket(0)))), 422, "validation-failed");
        refused(olivia().put(path, body("KILL", concert.ticket(77))), 404, "not-found");
        assertThat(concert.count("WITHHELD")).isZero();
    }
}
