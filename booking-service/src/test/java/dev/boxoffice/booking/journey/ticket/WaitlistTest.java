package dev.boxoffice.booking.journey.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// B11: freed seats reach the head of the waitlist, and nobody before.
class WaitlistTest extends BookingServiceTest {

    private BookingTestEvent hall(int rows, int seats) {
        return concert().seated("Stalls", rows, seats, 4500).limits(8, 80).open();
    }

    private BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int from, int until) {
        var paid = buyer.buy(buyer.reserve(event.tickets(from, until)).text("holdId"), "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return paid;
    }

    private static BookingTestResponse join(BookingTestClient fan, BookingTestEvent event, int quantity) {
        return fan.post("/events/" + event.id() + "/waitlist", Map.of("quantity", quantity));
    }

    private static BookingTestResponse entry(BookingTestClient fan, BookingTestEvent event) {
        return fan.get("/events/" + event.id() + "/waitlist");
    }

    private static BookingTestResponse awaitState(BookingTestClient fan, BookingTestEvent event, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> entry(fan, event).text("state").equals(state));
        return entry(fan, event);
    }

    private static void giveBack(BookingTestClient buyer, BookingTestResponse booking) {
        assertThat(buyer.post("/bookings/" + booking.text("bookingId") + "/cancellation", Map.of())
                        .status())
                .isEqualTo(202);
    }

    private void endOffers(BookingTestEvent event) {
        sql().sql(
                        "update booking.waitlist_entry set expires_at = now() - interval '1 minute' where event_id = ? and state = 'OFFERED'")
                .param(event.id())
                .update();
    }

    @Test
    void a_party_gets_what_is_given_back_and_confirms_it_like_any_hold() {
        var concert = hall(1, 3);
        var alice = buyer("alice-leaves");
        var booking = bought(alice, concert, 0, 3);
        var fan = buyer("fan-of-three");
        var joined = join(fan, concert, 3);
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.text("state")).isEqualTo("WAITING");
        assertThat(joined.body().path("position").asInt()).isOne();
        assertThat(join(fan, concert, 3).text("entryId")).as("keeps the place").isEqualTo(joined.text("entryId"));
        refused(join(fan, concert, 2), 409, "conflict");

        giveBack(alice, booking);
        var offer = awaitState(fan, concert, "OFFERED");
        assertThat(offer.body().path("ticketIds")).hasSize(3);
        refused(buyer("mallory").confirm(offer.text("holdId"), "pm_card_visa"), 403, "forbidden");
        var made = fan.buy(offer.text("holdId"), "pm_card_visa");
        assertThat(made.text("status")).isEqualTo("CONFIRMED");
        assertThat(awaitState(fan, concert, "BOOKED").text("bookingId")).isEqualTo(made.text("bookingId"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages("MailRequested", concert.id()))
                        .anyMatch(mail -> mail.path("subject").asString().contains("are kept for you")));
        promisesAreKept(concert);
    }

    /// B11: however a seat comes free, who waits gets it.
    @Test
    void seats_that_the_organizer_frees_go_to_who_waits() {
        var concert = hall(1, 4);
        var olivia = BookingTestClient.of(base(), "olivia", "organizer");
        var withheld = Map.of("ticketIds", List.of(concert.ticket(2), concert.ticket(3)), "kind", "HOUSE");
        assertThat(olivia.put("/events/" + concert.id() + "/withheld", withheld).status())
                .isLessThan(300);
        var alice = buyer("alice-is-moved");
        var booking = bought(alice, concert, 0, 1);
        bought(buyer("bob-stays"), concert, 1, 2);
        var first = buyer("waits-for-one");
        assertThat(join(first, concert, 1).status()).isEqualTo(201);

        assertThat(olivia.post(
                                "/bookings/" + booking.text("bookingId") + "/seats",
                                Map.of("from", concert.tickets(0, 1), "to", concert.tickets(2, 3)))
                        .status())
                .isLessThan(300);
        refused(buyer("rival-of-one").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(awaitState(first, concert, "OFFERED")
                        .body()
                        .at("/ticketIds/0")
                        .asString())
                .isEqualTo(concert.ticket(0));

        var second = buyer("waits-for-another");
        assertThat(join(second, concert, 1).status()).isEqualTo(201);
        var release = Map.of("ticketIds", List.of(concert.ticket(3)));
        assertThat(olivia.send("DELETE", "/events/" + concert.id() + "/withheld", release)
                        .status())
                .isLessThan(300);
        refused(buyer("rival-of-one").reserve(concert.ticket(3)), 409, "seat-taken");
        assertThat(awaitState(second, concert, "OFFERED")
                        .body()
                        .at("/ticketIds/0")
                        .asString())
                .isEqualTo(concert.ticket(3));
        promisesAreKept(concert);
    }

    /// Buyers who try all the time get nothing of what is kept for who waits.
    @Test
    void no_public_reserve_wins_the_race() throws Exception {
        var concert = hall(4, 5);
        var alice = buyer("alice-many");
        var bookings = IntStream.range(0, 10)
                .mapToObj(pair -> bought(alice, concert, 2 * pair, 2 * pair + 2))
                .toList();
        var fans = IntStream.range(0, 20).mapToObj(n -> buyer("waits-" + n)).toList();
        fans.forEach(fan -> join(fan, concert, 1));
        var over = new AtomicBoolean();
        var won = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 6; n++) {
                var rival = buyer("rival-" + n);
                threads.execute(() -> {
                    while (!over.get()) {
                        for (var seat = 0; seat < 20; seat++) {
                            if (rival.reserve(concert.ticket(seat)).status() == 201) {
                                synchronized (won) {
                                    won.add(concert.ticket(seat));
                                }
                            }
                        }
                    }
                });
            }
            try {
                together(bookings.stream()
                        .<Callable<Integer>>map(booking -> () -> {
                            giveBack(alice, booking);
                            return 1;
                        })
                        .toList());
                fans.forEach(fan -> awaitState(fan, concert, "OFFERED"));
            } finally {
                over.set(true);
            }
        }
        assertThat(won).isEmpty();
        assertThat(sql().sql(
                                "select count(distinct o) from booking.waitlist_entry, unnest(ordinals) o where event_id = ?")
                        .param(concert.id())
                        .query(Integer.class)
                        .single())
                .as("each seat is offered once")
                .isEqualTo(20);
        promisesAreKept(concert);
    }

    @Test
    void a_party_that_cannot_sit_together_is_passed_over_and_the_rest_goes_on_sale() {
        var concert = hall(2, 4);
        var alice = buyer("alice-two-seats");
        var apart = bought(alice, concert, 0, 2);
        bought(alice, concert, 2, 8);
        var three = buyer("fan-three");
        var one = buyer("fan-one");
        join(three, concert, 3);
        join(one, concert, 1);
        giveBack(alice, apart);
        var offer = awaitState(one, concert, "OFFERED");
        assertThat(entry(three, concert).text("state")).isEqualTo("WAITING");
        assertThat(entry(three, concert).body().path("position").asInt()).isOne();
        var offered = offer.body().at("/ticketIds/0").asString();
        var left = offered.equals(concert.ticket(0)) ? concert.ticket(1) : concert.ticket(0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer("anybody").reserve(left).status() == 201);
        refused(buyer("anybody").reserve(offered), 409, "seat-taken");
        promisesAreKept(concert);
    }

    @Test
    void a_lapse_passes_on_and_at_last_goes_on_sale() {
        var concert = hall(1, 1);
        var alice = buyer("alice-one");
        var booking = bought(alice, concert, 0, 1);
        var first = buyer("first-waits");
        var second = buyer("second-waits");
        join(first, concert, 1);
        join(second, concert, 1);
        giveBack(alice, booking);
        var missed = awaitState(first, concert, "OFFERED");
        endOffers(concert);
        awaitState(second, concert, "OFFERED");
        assertThat(entry(first, concert).text("state")).isEqualTo("LAPSED");
        refused(first.confirm(missed.text("holdId"), "pm_card_visa"), 409, "seat-taken");
        assertThat(second.delete("/events/" + concert.id() + "/waitlist").status())
                .isEqualTo(204);
        refused(entry(second, concert), 404, "not-found");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> buyer("anybody").reserve(concert.ticket(0)).status() == 201);
        promisesAreKept(concert);
    }

    @Test
    void a_declined_card_leaves_the_offer_and_a_lapse_after_it_passes_on() {
        var concert = hall(1, 2);
        var alice = buyer("alice-declines");
        var one = bought(alice, concert, 0, 1);
        var other = bought(alice, concert, 1, 2);
        var first = buyer("first-card");
        var second = buyer("second-card");
        join(first, concert, 1);
        giveBack(alice, one);
        var offer = awaitState(first, concert, "OFFERED");
        join(second, concert, 1);
        assertThat(first.buy(offer.text("holdId"), "pm_card_chargeDeclined").text("status"))
                .isEqualTo("PAYMENT_FAILED");
        assertThat(entry(first, concert).text("state")).isEqualTo("OFFERED");
        refused(buyer("anybody").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(first.buy(offer.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");

        giveBack(alice, other);
        var next = awaitState(second, concert, "OFFERED");
        join(first, concert, 1);
        assertThat(second.buy(next.text("holdId"), "pm_card_chargeDeclined").text("status"))
                .isEqualTo("PAYMENT_FAILED");
        endOffers(concert);
        awaitState(first, concert, "OFFERED");
        promisesAreKept(concert);
    }

    /// Whoever has tried a card and then leaves keeps nobody from the seats.
    @Test
    void who_leaves_after_a_declined_card_blocks_nobody() {
        var concert = hall(1, 1);
        var alice = buyer("alice-single");
        var booking = bought(alice, concert, 0, 1);
        var first = buyer("first-leaves");
        var second = buyer("second-buys");
        join(first, concert, 1);
        join(second, concert, 1);
        giveBack(alice, booking);
        var offer = awaitState(first, concert, "OFFERED");
        assertThat(first.buy(offer.text("holdId"), "pm_card_chargeDeclined").text("status"))
                .isEqualTo("PAYMENT_FAILED");
        assertThat(first.delete("/events/" + concert.id() + "/waitlist").status())
                .isEqualTo(204);
        var next = awaitState(second, concert, "OFFERED");
        assertThat(second.buy(next.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// An offer is a hold like any other: released, it goes to the next.
    @Test
    void an_offer_is_given_back_like_a_hold() {
        var concert = hall(1, 1);
        var alice = buyer("alice-gives");
        var booking = bought(alice, concert, 0, 1);
        var first = buyer("first-declines");
        var second = buyer("second-takes");
        join(first, concert, 1);
        join(second, concert, 1);
        giveBack(alice, booking);
        var offer = awaitState(first, concert, "OFFERED").text("holdId");
        refused(second.delete("/booking/holds/" + offer), 403, "forbidden");
        assertThat(first.delete("/booking/holds/" + offer).status()).isEqualTo(204);
        refused(first.get("/events/" + concert.id() + "/waitlist"), 404, "not-found");
        var next = awaitState(second, concert, "OFFERED").text("holdId");
        assertThat(second.buy(next, "pm_card_authenticationRequired").text("status"))
                .isEqualTo("REQUIRES_ACTION");
        refused(second.delete("/booking/holds/" + next), 409, "hold-in-payment");
        refused(second.delete("/events/" + concert.id() + "/waitlist"), 409, "hold-in-payment");
        assertThat(entry(second, concert).text("state")).isEqualTo("OFFERED");
        promisesAreKept(concert);
    }

    /// In one window they pay, in the other they give the offer back: what they are told is what becomes of it.
    @Test
    void an_offer_is_not_given_back_once_it_is_being_paid_for() throws Exception {
        for (var path : List.of("hold", "place")) {
            var concert = hall(1, 2);
            var fan = buyer("fan-of-two-windows-" + path);
            var offer = offered(fan, concert).text("holdId");
            try (var locker = POSTGRES.superuser().getConnection();
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                lockTicket(locker, concert, 0);
                var paying = threads.submit(() -> fan.buy(offer, "pm_card_visa"));
                awaitWaitingFor(locker, 1, paying::isDone);
                var leaving = threads.submit(() -> fan.delete(
                        path.equals("hold") ? "/booking/holds/" + offer : "/events/" + concert.id() + "/waitlist"));
                awaitWaitingFor(locker, 2, leaving::isDone);
                locker.rollback();
                refused(leaving.get(), 409, "hold-in-payment");
                assertThat(paying.get().text("status")).isEqualTo("CONFIRMED");
            }
            assertThat(entry(fan, concert).text("state")).isEqualTo("BOOKED");
            promisesAreKept(concert);
        }
    }

    @Test
    void an_offer_is_not_paid_for_once_it_is_being_given_back() throws Exception {
        var concert = hall(1, 2);
        var fan = buyer("fan-who-leaves-first");
        var offer = offered(fan, concert).text("holdId");
        try (var locker = POSTGRES.superuser().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lockTicket(locker, concert, 0);
            var leaving = threads.submit(() -> fan.delete("/events/" + concert.id() + "/waitlist"));
            awaitWaitingFor(locker, 1, leaving::isDone);
            var paying = threads.submit(() -> fan.confirm(offer, "pm_card_visa"));
            awaitWaitingFor(locker, 2, paying::isDone);
            locker.rollback();
            assertThat(leaving.get().status()).isEqualTo(204);
            refused(paying.get(), 409, "seat-taken");
        }
        refused(entry(fan, concert), 404, "not-found");
        promisesAreKept(concert);
    }

    private BookingTestResponse offered(BookingTestClient fan, BookingTestEvent event) {
        var alice = buyer("alice-makes-room");
        var booking = bought(alice, event, 0, 2);
        join(fan, event, 2);
        giveBack(alice, booking);
        return awaitState(fan, event, "OFFERED");
    }

    private static void lockTicket(Connection locker, BookingTestEvent event, int ordinal) throws SQLException {
        locker.setAutoCommit(false);
        try (var statement = locker.prepareStatement(
                "select 1 from inventory.ticket where event_id = ? and ordinal = ? for update")) {
            statement.setObject(1, event.id());
            statement.setInt(2, ordinal);
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    @Test
    void an_event_that_is_cancelled_offers_nothing() {
        var concert = hall(1, 2);
        var alice = buyer("alice-cancelled");
        bought(alice, concert, 0, 2);
        var fan = buyer("fan-cancelled");
        join(fan, concert, 2);
        concert.cancel();
        await().until(() ->
                sql().sql("select count(*) from inventory.ticket where event_id = ? and status = 'AVAILABLE'")
                                .param(concert.id())
                                .query(Integer.class)
                                .single()
                        == 2);
        assertThat(entry(fan, concert).text("state")).isNotEqualTo("OFFERED");
        await().until(() -> join(buyer("late"), concert, 1).status() == 409);
        promisesAreKept(concert);
    }

    @Test
    void what_nobody_can_wait_for_is_refused() {
        var concert = hall(1, 2);
        var fan = buyer("fan-refused");
        var path = "/events/" + concert.id() + "/waitlist";
        for (var body : List.of(
                Map.of(),
                Map.of("quantity", 9),
                Map.of("quantity", 1, "sections", List.of("Moon")),
                Map.of("quantity", 2, "priceTypes", Map.of("Standard", 1)),
                Map.of("priceTypes", Map.of("Senior", 1)))) {
            refused(fan.post(path, body), 422, "validation-failed");
        }
        refused(fan.get(path), 404, "not-found");
        refused(fan.delete(path), 404, "not-found");
    }

    /// An offer that its buyer cannot confirm would keep the seats from everybody for half an hour.
    @Test
    void who_may_have_no_more_cannot_wait_for_more() {
        var concert = concert().seated("Stalls", 1, 8, 4500).limits(8, 3).open();
        var fan = buyer("fan-with-all");
        bought(fan, concert, 0, 3);
        var refused = join(fan, concert, 1);
        refused(refused, 409, "ticket-limit");
        var reserve = fan.reserve(concert.ticket(4));
        assertThat(refused.text("detail")).isEqualTo(reserve.text("detail"));
        assertThat(refused.body().path("maxTicketsPerCustomer").asInt()).isEqualTo(3);
        assertThat(refused.body().path("has").asInt()).isEqualTo(3);
        refused(entry(fan, concert), 404, "not-found");

        var another = buyer("fan-with-one");
        bought(another, concert, 3, 4);
        refused(join(another, concert, 3), 409, "ticket-limit");
        assertThat(join(another, concert, 2).text("state")).isEqualTo("WAITING");
    }

    @Test
    void who_owns_too_many_by_then_is_passed_over_and_waits_on() {
        var concert = concert().seated("Stalls", 2, 4, 4500).limits(8, 3).open();
        var bob = buyer("bob-returns-first");
        var first = bought(bob, concert, 0, 2);
        var dora = buyer("dora-returns-next");
        var next = bought(dora, concert, 2, 4);
        var fan = buyer("fan-who-buys-elsewhere");
        var behind = buyer("fan-behind");
        var place = join(fan, concert, 2).text("entryId");
        join(behind, concert, 2);
        var elsewhere = bought(fan, concert, 4, 6);

        giveBack(bob, first);
        awaitState(behind, concert, "OFFERED");
        assertThat(entry(fan, concert).text("state")).isEqualTo("WAITING");
        assertThat(entry(fan, concert).body().path("position").asInt()).isOne();
        assertThat(join(fan, concert, 2).text("entryId")).as("keeps the place").isEqualTo(place);
        refused(join(fan, concert, 1), 409, "conflict");

        giveBack(fan, elsewhere);
        giveBack(dora, next);
        var made = fan.buy(awaitState(fan, concert, "OFFERED").text("holdId"), "pm_card_visa");
        assertThat(made.text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void what_could_never_be_bought_is_refused_as_it_is_when_it_is_reserved() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", 2)
                .seated("Balcony", 1, 4, 30)
                .open();
        var fan = buyer("fan-of-types");
        var path = "/events/" + concert.id() + "/waitlist";
        for (var types : List.of(Map.of("Child", 1), Map.of("Adult", 1, "Child", 4), Map.of("Senior", 1))) {
            var refused = fan.post(path, Map.of("priceTypes", types, "sections", List.of("Stalls")));
            refused(refused, 422, "validation-failed");
            var reserve = fan.post(
                    "/booking/reserve", Map.of("eventId", concert.id(), "section", "Stalls", "priceTypes", types));
            assertThat(refused.body().path("errors"))
                    .isEqualTo(reserve.body().path("errors"))
                    .isNotEmpty();
        }
        var family = Map.of("Adult", 1, "Child", 2);
        refused(fan.post(path, Map.of("priceTypes", family, "sections", List.of("Balcony"))), 422, "validation-failed");
        refused(fan.post(path, Map.of("quantity", 1, "sections", List.of("Balcony"))), 422, "amount-not-chargeable");
        refused(fan.get(path), 404, "not-found");
        var joined = fan.post(path, Map.of("priceTypes", family, "sections", List.of("Balcony", "Stalls")));
        assertThat(joined.status()).as("one of the sections has it").isEqualTo(201);
    }
}
