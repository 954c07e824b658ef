package dev.boxoffice.booking.journey.organizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// B12: what the event's own people sell, and buyers whom they give other seats.
class BoxOfficeTest extends BookingServiceTest {

    private BookingTestClient olivia() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    private BookingTestEvent hall() {
        return concert()
                .seated("Stalls", 2, 6, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
    }

    private BookingTestResponse sell(BookingTestEvent concert, String payment, String... tickets) {
        return olivia().post(
                        "/events/" + concert.id() + "/box-office-sales",
                        Map.of("ticketIds", List.of(tickets), "payment", payment));
    }

    private BookingTestResponse withhold(BookingTestEvent concert, String kind, String... tickets) {
        return olivia().put(
                        "/events/" + concert.id() + "/withheld", Map.of("ticketIds", List.of(tickets), "kind", kind));
    }

    private BookingTestResponse move(String booking, List<String> from, List<String> to) {
        return olivia().post("/bookings/" + booking + "/seats", Map.of("from", from, "to", to));
    }

    private String bought(String buyer, String... tickets) {
        var client = buyer(buyer);
        return client.buy(client.reserve(tickets).text("holdId"), "pm_card_visa")
                .text("bookingId");
    }

    private BookingTestResponse scan(String code) {
        return BookingTestClient.of(base(), "sam", "scanner")
                .post(
                        "/check-ins",
                        Map.of(
                                "code",
                                code,
                                "gate",
                                "A",
                                "nonce",
                                UUID.randomUUID().toString()));
    }

    @Test
    void cash_is_a_confirmed_booking_with_its_lines_and_its_ledger() {
        var concert = concert()
                .seated("Stalls", 2, 6, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 2000, "Adult", null)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 200, "refundable", false)))
                .sales(Instant.now().plus(Duration.ofDays(1)), null)
                .limits(1, 1)
                .open();
        var answer = olivia().post(
                        "/events/" + concert.id() + "/box-office-sales",
                        Map.of(
                                "tickets",
                                List.of(
                                        Map.of("ticketId", concert.ticket(0), "priceType", "Adult"),
                                        Map.of("ticketId", concert.ticket(1), "priceType", "Child")),
                                "payment",
                                "CASH",
                                "contact",
                                Map.of("email", "gina@example.org", "name", "Gina Guest")));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("CONFIRMED");
        assertThat(answer.body().path("total").path("amount").asInt()).isEqualTo(6900);
        assertThat(answer.body().path("paid").path("amount").asInt()).isEqualTo(6900);
        assertThat(answer.body().path("lines").size()).isEqualTo(4);
        assertThat(concert.count("BOOKED")).isEqualTo(2);
        assertThat(olivia().get("/bookings/" + answer.text("bookingId") + "/tickets")
                        .body()
                        .path("tickets")
                        .size())
                .isEqualTo(2);
        refused(buyer("gina").get("/bookings/" + answer.text("bookingId") + "/tickets"), 404, "not-found");

        var ledger = olivia().get("/events/" + concert.id() + "/ledger").body();
        assertThat(ledger.path("entries").get(0).path("kind").asString()).isEqualTo("CASH");
        assertThat(ledger.path("totals").get(0).path("cash").path("amount").asInt())
                .isEqualTo(6900);
        assertThat(ledger.path("totals").get(0).path("balance").path("amount").asInt())
                .as("what Stripe has")
                .isZero();
        await().untilAsserted(() ->
                assertThat(messages("BookingConfirmed", concert.id())).hasSize(1));
        promisesAreKept(concert);
    }

    @Test
    void a_comp_costs_nothing_and_opens_the_door() {
        var concert = hall();
        var answer = olivia().post(
                        "/events/" + concert.id() + "/box-office-sales", Map.of("quantity", 2, "payment", "COMP"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("total").path("amount").asInt()).isZero();
        assertThat(answer.body()
                        .path("lines")
                        .get(0)
                        .path("amount")
                        .path("amount")
                        .asInt())
                .isZero();
        var code = olivia().get("/bookings/" + answer.text("bookingId") + "/tickets")
                .body()
                .path("tickets")
                .get(0)
                .path("code")
                .asString();
        assertThat(scan(code).text("result")).isEqualTo("ADMITTED");
        promisesAreKept(concert);
    }

    @Test
    void a_comp_is_taken_back_by_who_may_give_it() {
        var concert = hall();
        var comp = sell(concert, "COMP", concert.tickets(0, 2)).text("bookingId");
        var path = "/bookings/" + comp + "/cancellation";
        var code = olivia().get("/bookings/" + comp + "/tickets")
                .body()
                .at("/tickets/0/code")
                .asString();
        refused(buyer("alice").post(path, Map.of()), 404, "not-found");

        var one = olivia().post(path, Map.of("ticketIds", List.of(concert.ticket(0))));
        assertThat(one.status()).isEqualTo(202);
        assertThat(concert.count("BOOKED")).isOne();
        refused(scan(code), 409, "ticket-cancelled");
        assertThat(olivia().post(path, Map.of()).text("status")).isEqualTo("CANCELLED");
        assertThat(concert.count("BOOKED")).isZero();
        assertThat(buyer("bob").reserve(concert.ticket(0)).status())
                .as("on sale again")
                .isEqualTo(201);

        var cash = sell(concert, "CASH", concert.tickets(1, 2)).text("bookingId");
        refused(olivia().post("/bookings/" + cash + "/cancellation", Map.of()), 404, "not-found");
        promisesAreKept(concert);
    }

    @Test
    void cash_goes_back_at_the_box_office() {
        var concert = hall();
        var booking = sell(concert, "CASH", concert.tickets(0, 2)).text("bookingId");
        var refund = olivia().post(
                        "/bookings/" + booking + "/refunds",
                        Map.of("ticketIds", List.of(concert.ticket(0)), "reason", "ill"));
        assertThat(refund.status()).isEqualTo(201);
        assertThat(refund.text("status")).isEqualTo("ELSEWHERE");
        var view = olivia().get("/bookings/" + booking).body();
        assertThat(view.path("status").asString()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(view.path("refunded").path("amount").asInt()).isEqualTo(4500);
        assertThat(view.path("refundDue").path("amount").asInt()).isZero();
        refused(
                olivia().post(
                                "/bookings/" + booking + "/refunds",
                                Map.of("amount", Map.of("amount", 9000, "currency", "EUR"))),
                409,
                "refund-exceeds-payment");
        olivia().post("/bookings/" + booking + "/refunds", Map.of("ticketIds", List.of(concert.ticket(1))));
        assertThat(olivia().get("/bookings/" + booking).text("status")).isEqualTo("REFUNDED");
        assertThat(concert.count("BOOKED")).isZero();
        promisesAreKept(concert);
    }

    @Test
    void the_house_sells_what_it_keeps_and_not_what_nobody_can_sit_on() {
        var concert = hall();
        withhold(concert, "HOUSE", concert.tickets(0, 2));
        withhold(concert, "KILL", concert.ticket(2));
        refused(sell(concert, "COMP", concert.tickets(1, 4)), 409, "seat-taken");
        assertThat(concert.count("WITHHELD")).isEqualTo(3);
        assertThat(sell(concert, "COMP", concert.ticket(0), concert.ticket(1), concert.ticket(3))
                        .status())
                .isEqualTo(201);
        assertThat(concert.count("WITHHELD")).isEqualTo(1);
        assertThat(buyer("alice").reserve(concert.ticket(4)).status()).isEqualTo(201);
        refused(sell(concert, "CASH", concert.ticket(4)), 409, "seat-taken");
        promisesAreKept(concert);
    }

    @Test
    void a_moved_booking_is_found_again_by_its_tickets() {
        var concert = hall();
        var booking = bought("alice", concert.tickets(0, 2));
        move(booking, List.of(concert.ticket(0)), List.of(concert.ticket(5)));
        var seats = List.of(concert.ticket(1), concert.ticket(5));
        assertThat(buyer("alice")
                        .put("/booking/confirm", Map.of("ticketIds", seats))
                        .text("bookingId"))
                .isEqualTo(booking);
    }

    @Test
    void one_of_many_sells_the_last_seats() {
        for (var round = 0; round < 10; round++) {
            var concert = hall();
            withhold(concert, "HOUSE", concert.tickets(0, 2));
            var tasks = new ArrayList<Callable<BookingTestResponse>>();
            IntStream.range(0, 3).forEach(_ -> tasks.add(() -> sell(concert, "CASH", concert.tickets(0, 3))));
            tasks.add(() -> olivia().send(
                            "DELETE",
                            "/events/" + concert.id() + "/withheld",
                            Map.of("ticketIds", List.of(concert.tickets(0, 2)))));
            tasks.add(() -> buyer("alice").reserve(concert.ticket(2)));
            var answers = together(tasks);
            var sold = answers.subList(0, 3).stream()
                    .filter(answer -> answer.status() == 201)
                    .count();
            var held = answers.getLast().status() == 201 ? 1 : 0;
            assertThat(sold + held).isLessThanOrEqualTo(1);
            assertThat(concert.count("BOOKED")).isEqualTo(3 * sold);
            promisesAreKept(concert);
        }
    }

    @Test
    void the_same_key_sells_once() {
        var concert = hall();
        var body = Map.of("quantity", 1, "payment", "CASH");
        var path = "/events/" + concert.id() + "/box-office-sales";
        var seller = olivia().with("Idempotency-Key", UUID.randomUUID().toString());
        var answers = together(IntStream.range(0, 6)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> seller.post(path, body))
                .toList());
        assertThat(answers)
                .allMatch(answer -> answer.status() == 201 || answer.problem().equals("request-in-progress"));
        assertThat(seller.post(path, body).header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(concert.count("BOOKED")).isEqualTo(1);
    }

    @Test
    void what_is_no_sale_is_refused() {
        var concert = hall();
        var path = "/events/" + concert.id() + "/box-office-sales";
        refused(olivia().post(path, Map.of("quantity", 1)), 422, "validation-failed");
        refused(olivia().post(path, Map.of("payment", "CASH")), 422, "validation-failed");
        refused(
                olivia().post(path, Map.of("quantity", 1, "payment", "CASH", "contact", Map.of("email", "nobody"))),
                422,
                "validation-failed");
        refused(
                olivia().post(path, Map.of("ticketIds", List.of(hall().ticket(0)), "payment", "CASH")),
                404,
                "not-found");
        refused(olivia().post(path, Map.of("quantity", 13, "payment", "CASH")), 409, "sold-out");
        var oscar = BookingTestClient.of(base(), "oscar", "organizer");
        refused(oscar.post(path, Map.of("quantity", 1, "payment", "COMP")), 403, "forbidden");
        refused(buyer("alice").post(path, Map.of("quantity", 1, "payment", "COMP")), 403, "forbidden");
    }

    /// A ticket of last night opens no door. Who comes late to tonight still gets one.
    @Test
    void an_event_that_is_over_sells_nothing() {
        var over = concert()
                .seated("Stalls", 1, 4, 4500)
                .startingAt(Instant.now().minus(Duration.ofHours(3)))
                .endingAt(Instant.now().minus(Duration.ofMinutes(1)))
                .open();
        refused(buyer("alice").reserve(over.ticket(0)), 409, "not-on-sale");
        refused(sell(over, "CASH", over.ticket(0)), 409, "not-on-sale");
        refused(sell(over, "COMP", over.ticket(0)), 409, "not-on-sale");
        assertThat(over.count("AVAILABLE")).isEqualTo(4);

        var running = concert()
                .seated("Stalls", 1, 4, 4500)
                .startingAt(Instant.now().minus(Duration.ofHours(1)))
                .endingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        assertThat(sell(running, "CASH", running.ticket(0)).status()).isEqualTo(201);
    }

    /// What the service has in memory may be some seconds old.
    @Test
    void an_event_that_has_just_been_cancelled_sells_nothing() {
        var concert = hall();
        assertThat(sell(concert, "CASH", concert.ticket(0)).status()).isEqualTo(201);
        sql().sql("update catalog.event set status = 'CANCELLED' where id = ?")
                .param(concert.id())
                .update();
        refused(sell(concert, "CASH", concert.ticket(1)), 409, "not-on-sale");
        // What was sold before is given back meanwhile.
        assertThat(sql().sql("select count(*) from booking.booking where event_id = ?")
                        .param(concert.id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_buyer_is_moved_with_price_kept_and_codes_of_their_own() {
        var concert = concert()
                .seated("Stalls", 1, 4, 4500)
                .seated("Balcony", 1, 4, 2000)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 200, "refundable", false)))
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var booking = bought("alice", concert.tickets(4, 6));
        var before =
                buyer("alice").get("/bookings/" + booking + "/tickets").body().path("tickets");
        withhold(concert, "HOUSE", concert.ticket(0));

        var moved = move(
                booking, List.of(concert.ticket(5), concert.ticket(4)), List.of(concert.ticket(0), concert.ticket(1)));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().path("total").path("amount").asInt()).isEqualTo(4400);
        var mine = buyer("alice").get("/bookings/" + booking);
        assertThat(mine.body().path("tickets").findValuesAsString("id"))
                .containsExactlyInAnyOrder(concert.ticket(0), concert.ticket(1));
        assertThat(mine.body().path("lines").findValuesAsString("ticketId"))
                .doesNotContain(concert.ticket(4), concert.ticket(5));
        var after =
                buyer("alice").get("/bookings/" + booking + "/tickets").body().path("tickets");
        for (var ticket : before) {
            refused(scan(ticket.path("code").asString()), 409, "ticket-cancelled");
        }
        for (var ticket : after) {
            assertThat(scan(ticket.path("code").asString()).text("result")).isEqualTo("ADMITTED");
        }
        assertThat(buyer("bob").reserve(concert.tickets(4, 6)).status())
                .as("what was left is on sale")
                .isEqualTo(201);
        refused(move(booking, List.of(concert.ticket(0)), List.of(concert.ticket(2))), 409, "seat-taken");
        assertThat(await().until(() -> messages("BookingSeatsMoved", concert.id()), told -> told.size() == 1)
                        .getFirst()
                        .path("to")
                        .toString())
                .isEqualTo("[0,1]");
        promisesAreKept(concert);
    }

    @Test
    void moving_is_all_or_nothing() {
        var concert = hall();
        var booking = bought("alice", concert.tickets(0, 2));
        buyer("bob").reserve(concert.ticket(5));
        withhold(concert, "KILL", concert.ticket(6));
        var from = List.of(concert.ticket(0), concert.ticket(1));
        var answer = move(booking, from, List.of(concert.ticket(4), concert.ticket(5)));
        refused(answer, 409, "seat-taken");
        assertThat(answer.body().path("taken").toString()).isEqualTo("[\"" + concert.ticket(5) + "\"]");
        refused(move(booking, from, List.of(concert.ticket(4), concert.ticket(6))), 409, "seat-taken");
        assertThat(buyer("carl").reserve(concert.ticket(4)).status())
                .as("given back")
                .isEqualTo(201);
        refused(move(booking, from, List.of(concert.ticket(7))), 422, "validation-failed");
        refused(move(booking, List.of(concert.ticket(9)), List.of(concert.ticket(7))), 422, "validation-failed");
        refused(move(booking, from, List.of(concert.ticket(1), concert.ticket(7))), 422, "validation-failed");
        var oscar = BookingTestClient.of(base(), "oscar", "organizer");
        refused(oscar.post("/bookings/" + booking + "/seats", Map.of("from", from, "to", from)), 404, "not-found");

        assertThat(move(booking, from, List.of(concert.ticket(7), concert.ticket(8)))
                        .status())
                .isEqualTo(200);
        var before = code("alice", booking);
        move(booking, List.of(concert.ticket(7)), List.of(concert.ticket(0)));
        move(booking, List.of(concert.ticket(0)), List.of(concert.ticket(7)));
        refused(scan(before), 409, "ticket-cancelled");
        assertThat(scan(code("alice", booking)).text("result"))
                .as("there and back")
                .isEqualTo("ADMITTED");
        promisesAreKept(concert);
    }

    @Test
    void who_goes_in_while_they_are_to_be_moved_keeps_their_seat() throws Exception {
        var concert = hall();
        var booking = bought("alice", concert.ticket(0));
        var code = code("alice", booking);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = POSTGRES.superuser().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select from booking.booking where id = '" + booking + "' for update");
            var moving = threads.submit(() -> move(booking, List.of(concert.ticket(0)), List.of(concert.ticket(6))));
            awaitWaiterFor(other);
            assertThat(scan(code).text("result")).isEqualTo("ADMITTED");
            other.commit();
            refused(moving.get(), 409, "seat-taken");
        }
        assertThat(concert.ticketStatuses().getFirst()).isEqualTo("BOOKED");
        assertThat(concert.count("BOOKED")).isOne();
        promisesAreKept(concert);
    }

    private String code(String buyer, String booking) {
        return buyer(buyer)
                .get("/bookings/" + booking + "/tickets")
                .body()
                .path("tickets")
                .get(0)
                .path("code")
                .asString();
    }

    @Test
    void buyers_who_are_moved_at_once_never_share_a_seat() {
        for (var round = 0; round < 10; round++) {
            var concert = hall();
            var alice = bought("alice", concert.tickets(0, 2));
            var bob = bought("bob", concert.tickets(2, 4));
            var targets = List.of(concert.ticket(6), concert.ticket(7));
            var tasks = new ArrayList<Callable<BookingTestResponse>>();
            tasks.add(() -> move(alice, List.of(concert.ticket(1), concert.ticket(0)), targets));
            tasks.add(() -> move(bob, List.of(concert.ticket(2), concert.ticket(3)), targets.reversed()));
            tasks.add(() -> move(alice, List.of(concert.ticket(0)), List.of(concert.ticket(8))));
            tasks.add(() -> buyer("carl").reserve(concert.ticket(7)));
            tasks.add(() -> buyer("alice").post("/bookings/" + alice + "/cancellation", Map.of()));
            var answers = together(tasks);
            assertThat(answers.stream().filter(answer -> answer.status() >= 500))
                    .isEmpty();
            assertThat(concert.count("BOOKED")).isIn(2L, 4L);
            await().untilAsserted(() -> promisesAreKept(concert)); // what is cancelled is refunded a moment later
        }
    }
}
