package dev.boxoffice.booking.journey.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.booking.mail.BuyerContactWorker;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// B11: "refund me if it is resold". A ticket stays its buyer's until somebody who waits has paid for it; then
/// the buyer has their money back, once.
class ResaleTest extends BookingServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SELLERS = 6;

    @Autowired
    private BuyerContactWorker contacts;

    private BookingTestEvent tonight(int seats) {
        return concert()
                .seated("Stalls", 1, seats, 4500)
                .limits(8, 80)
                .startingAt(Instant.now().plus(Duration.ofHours(2)))
                .open();
    }

    private BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int from, int until) {
        var paid = buyer.buy(buyer.reserve(event.tickets(from, until)).text("holdId"), "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return paid;
    }

    private static BookingTestResponse list(BookingTestClient seller, BookingTestResponse booking, String... tickets) {
        return seller.post(path(booking) + "/resale", Map.of("ticketIds", List.of(tickets)));
    }

    private static BookingTestResponse withdraw(BookingTestClient seller, BookingTestResponse booking) {
        return seller.delete(path(booking) + "/resale");
    }

    private static BookingTestResponse takeBack(BookingTestClient seller, BookingTestResponse booking, String ticket) {
        return seller.send("DELETE", path(booking) + "/resale", Map.of("ticketIds", List.of(ticket)));
    }

    private static String ticketOf(BookingTestResponse booking, String priceType) {
        for (var one : booking.body().path("tickets")) {
            if (one.path("priceType").asString().equals(priceType)) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError("no such ticket");
    }

    private static BookingTestResponse join(BookingTestClient fan, BookingTestEvent event, int quantity) {
        var joined = fan.post("/events/" + event.id() + "/waitlist", Map.of("quantity", quantity));
        assertThat(joined.status()).isEqualTo(201);
        return joined;
    }

    private static BookingTestResponse awaitState(BookingTestClient fan, BookingTestEvent event, String state) {
        var path = "/events/" + event.id() + "/waitlist";
        await().atMost(PATIENCE).until(() -> fan.get(path).text("state").equals(state));
        return fan.get(path);
    }

    private void endOffers(BookingTestEvent event) {
        sql().sql(
                        "update booking.waitlist_entry set expires_at = now() - interval '1 minute' where event_id = ? and state = 'OFFERED'")
                .param(event.id())
                .update();
    }

    private static String path(BookingTestResponse booking) {
        return "/bookings/" + booking.text("bookingId");
    }

    private static JsonNode ticket(BookingTestClient buyer, BookingTestResponse booking, String ticket) {
        for (var one : buyer.get(path(booking)).body().path("tickets")) {
            if (one.path("id").asString().equals(ticket)) {
                return one;
            }
        }
        throw new AssertionError("no such ticket");
    }

    private static String codeOf(BookingTestClient buyer, BookingTestResponse booking, String ticket) {
        for (var one : buyer.get(path(booking) + "/tickets").body().path("tickets")) {
            if (one.path("ticketId").asString().equals(ticket)) {
                return one.path("code").asString();
            }
        }
        throw new AssertionError("no such ticket");
    }

    private BookingTestResponse scan(String code) {
        var scan =
                Map.of("code", code, "gate", "North", "nonce", UUID.randomUUID().toString());
        return BookingTestClient.of(base(), "sam", "scanner").post("/check-ins", scan);
    }

    private long refunded(BookingTestResponse booking) {
        return sql().sql("select coalesce(sum(amount), 0) from booking.refund where booking_id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(Long.class)
                .single();
    }

    private int count(BookingTestEvent event, String buyer) {
        return sql().sql(
                        "select coalesce(sum(quantity), 0) from booking.customer_tickets where event_id = ? and buyer = ?")
                .params(event.id(), buyer)
                .query(Integer.class)
                .single();
    }

    private String intentOf(BookingTestResponse booking) {
        return sql().sql("select payment_intent_id from booking.booking where id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(String.class)
                .single();
    }

    @Test
    void who_waits_buys_the_ticket_and_its_seller_has_their_money_back() {
        var concert = tonight(2);
        var alice = buyer("alice-sells");
        var booking = bought(alice, concert, 0, 2);
        var old = codeOf(alice, booking, concert.ticket(0));
        var listed = list(alice, booking, concert.ticket(0));
        assertThat(listed.status()).isEqualTo(201);
        assertThat(listed.body().at("/tickets/0/resale").asString()).isEqualTo("LISTED");
        assertThat(listed.body().at("/tickets/0/status").asString()).isEqualTo("VALID");
        assertThat(listed.body().at("/tickets/1").has("resale")).isFalse();
        assertThat(list(alice, booking, concert.ticket(0)).status())
                .as("said again")
                .isEqualTo(201);

        var fan = buyer("fan-buys");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        assertThat(offer.body().at("/ticketIds/0").asString()).isEqualTo(concert.ticket(0));
        assertThat(ticket(alice, booking, concert.ticket(0)).path("resale").asString())
                .isEqualTo("OFFERED");
        refused(buyer("anybody").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(codeOf(alice, booking, concert.ticket(0)))
                .as("valid until it is paid")
                .isEqualTo(old);

        var made = fan.buy(offer.text("holdId"), "pm_card_visa");
        assertThat(made.text("status")).isEqualTo("CONFIRMED");
        assertThat(awaitState(fan, concert, "BOOKED").text("bookingId")).isEqualTo(made.text("bookingId"));
        refused(scan(old), 409, "ticket-cancelled");
        assertThat(scan(codeOf(fan, made, concert.ticket(0))).status()).isEqualTo(200);
        var sold = ticket(alice, booking, concert.ticket(0));
        assertThat(sold.path("status").asString()).isEqualTo("RETURNED");
        assertThat(sold.path("resale").asString()).isEqualTo("SOLD");
        await().atMost(PATIENCE)
                .until(() ->
                        alice.get(path(booking)).body().at("/refunded/amount").asLong() == 4500);
        var after = alice.get(path(booking));
        assertThat(after.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(after.body().path("refunds")).hasSize(1);
        assertThat(after.body().at("/refunds/0/reason").asString()).isEqualTo("RESOLD");
        assertThat(count(concert, "alice-sells")).isOne();
        assertThat(count(concert, "fan-buys")).isOne();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages("MailRequested", concert.id()))
                        .anyMatch(mail -> mail.path("recipient").asString().startsWith("alice-sells")
                                && mail.path("subject").asString().contains("are sold")));
        promisesAreKept(concert);
    }

    @Test
    void the_seller_is_told_also_when_their_address_was_not_noted_yet_as_they_paid() {
        var concert = tonight(1);
        var alice = buyer("alice-in-a-hurry");
        var fan = buyer("fan-in-a-hurry");
        var noting = contacts;
        synchronized (noting) { // so that it notes nobody meanwhile
            var booking = bought(alice, concert, 0, 1);
            list(alice, booking, concert.ticket(0));
            join(fan, concert, 1);
            var offer = awaitState(fan, concert, "OFFERED");
            assertThat(fan.buy(offer.text("holdId"), "pm_card_visa").text("status"))
                    .isEqualTo("CONFIRMED");
            awaitState(fan, concert, "BOOKED");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages("MailRequested", concert.id()))
                        .anyMatch(mail -> mail.path("recipient").asString().startsWith("alice-in-a-hurry")
                                && mail.path("subject").asString().contains("are sold")));
    }

    @Test
    void a_declined_card_leaves_the_ticket_where_it_is_and_a_lapse_passes_it_on() {
        var concert = tonight(1);
        var alice = buyer("alice-patient");
        var booking = bought(alice, concert, 0, 1);
        list(alice, booking, concert.ticket(0));
        var first = buyer("first-declined");
        var second = buyer("second-buys-it");
        join(first, concert, 1);
        var offer = awaitState(first, concert, "OFFERED");
        join(second, concert, 1);
        assertThat(first.buy(offer.text("holdId"), "pm_card_chargeDeclined").text("status"))
                .isEqualTo("PAYMENT_FAILED");
        assertThat(ticket(alice, booking, concert.ticket(0)).path("resale").asString())
                .isEqualTo("OFFERED");
        assertThat(refunded(booking)).isZero();
        promisesAreKept(concert);

        endOffers(concert);
        var next = awaitState(second, concert, "OFFERED");
        refused(first.confirm(offer.text("holdId"), "pm_card_visa"), 409, "seat-taken");
        assertThat(second.buy(next.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");
        assertThat(refunded(booking)).isEqualTo(4500);
        promisesAreKept(concert);
    }

    /// Another card on the same offer, after one was declined.
    @Test
    void a_second_card_buys_what_the_first_could_not() {
        var concert = tonight(1);
        var alice = buyer("alice-second-card");
        var booking = bought(alice, concert, 0, 1);
        list(alice, booking, concert.ticket(0));
        var fan = buyer("fan-second-card");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        assertThat(fan.buy(offer.text("holdId"), "pm_card_chargeDeclined").text("status"))
                .isEqualTo("PAYMENT_FAILED");
        assertThat(fan.buy(offer.text("holdId"), "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        await().atMost(PATIENCE)
                .until(() -> alice.get(path(booking)).text("status").equals("REFUNDED"));
        assertThat(refunded(booking)).isEqualTo(4500);
        promisesAreKept(concert);
    }

    /// B1: a child only with an adult, whether tickets are given back or sold.
    @Test
    void a_ticket_that_another_needs_is_not_sold_alone() {
        var concert = concert()
                .seated("Stalls", 1, 2, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", 4)
                .open();
        var alice = buyer("alice-with-a-child");
        var held = alice.post(
                "/booking/reserve", Map.of("eventId", concert.id(), "priceTypes", Map.of("Adult", 1, "Child", 1)));
        var booking = alice.buy(held.text("holdId"), "pm_card_visa");
        var adult = ticketOf(booking, "Adult");
        var child = ticketOf(booking, "Child");

        var alone = list(alice, booking, adult);
        refused(alone, 409, "resale-closed");
        assertThat(alone.text("reason")).isEqualTo("NEEDED");
        assertThat(alone.text("needs")).isEqualTo("Adult");
        assertThat(ticket(alice, booking, adult).has("resale")).isFalse();

        assertThat(list(alice, booking, adult, child).status()).as("together").isEqualTo(201);
        refused(takeBack(alice, booking, child), 409, "resale-closed");
        assertThat(ticket(alice, booking, child).path("resale").asString()).isEqualTo("LISTED");
        assertThat(takeBack(alice, booking, adult).status()).isEqualTo(204);
        assertThat(list(alice, booking, adult).status())
                .as("the child is for resale already")
                .isEqualTo(201);
        assertThat(withdraw(alice, booking).status()).isEqualTo(204);
        assertThat(list(alice, booking, child).status()).as("the adult stays").isEqualTo(201);
        promisesAreKept(concert);
    }

    /// Whoever bought the adult alone has left the child to its buyer, who may do with it what they like.
    @Test
    void a_child_whose_adult_is_sold_can_be_taken_back() {
        var concert = concert()
                .seated("Stalls", 1, 2, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", 4)
                .open();
        var alice = buyer("alice-sells-both");
        var held = alice.post(
                "/booking/reserve", Map.of("eventId", concert.id(), "priceTypes", Map.of("Adult", 1, "Child", 1)));
        var booking = alice.buy(held.text("holdId"), "pm_card_visa");
        var child = ticketOf(booking, "Child");
        list(alice, booking, ticketOf(booking, "Adult"), child);
        var fan = buyer("fan-of-one");
        fan.post("/events/" + concert.id() + "/waitlist", Map.of("priceTypes", Map.of("Adult", 1)));
        var offer = awaitState(fan, concert, "OFFERED");
        assertThat(fan.buy(offer.text("holdId"), "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        var left = alice.get(path(booking)).body().path("tickets");
        var stays = left.get(0).path("status").asString().equals("VALID") ? left.get(0) : left.get(1);
        assertThat(stays.path("resale").asString()).isEqualTo("LISTED");
        assertThat(takeBack(alice, booking, stays.path("id").asString()).status())
                .isEqualTo(204);
        promisesAreKept(concert);
    }

    @Test
    void what_nobody_is_offered_can_be_taken_back() {
        var concert = tonight(2);
        var alice = buyer("alice-stays");
        var booking = bought(alice, concert, 0, 2);
        list(alice, booking, concert.tickets(0, 2));
        assertThat(alice.send("DELETE", path(booking) + "/resale", Map.of("ticketIds", List.of(concert.ticket(0))))
                        .status())
                .isEqualTo(204);
        assertThat(ticket(alice, booking, concert.ticket(0)).has("resale")).isFalse();
        assertThat(ticket(alice, booking, concert.ticket(1)).path("resale").asString())
                .isEqualTo("LISTED");
        var fan = buyer("fan-of-the-second");
        join(fan, concert, 1);
        assertThat(awaitState(fan, concert, "OFFERED").body().at("/ticketIds/0").asString())
                .isEqualTo(concert.ticket(1));

        refused(withdraw(alice, booking), 409, "ticket-on-offer");
        refused(
                alice.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "bob")),
                409,
                "transfer-closed");
        endOffers(concert);
        await().atMost(PATIENCE).until(() -> withdraw(alice, booking).status() == 204);
        assertThat(withdraw(alice, booking).status()).as("said again").isEqualTo(204);
        assertThat(ticket(alice, booking, concert.ticket(1)).has("resale")).isFalse();
        promisesAreKept(concert);
    }

    @Test
    void who_goes_in_after_all_keeps_the_ticket_and_who_was_offered_it_waits_on() {
        var concert = tonight(2);
        var alice = buyer("alice-goes");
        var booking = bought(alice, concert, 0, 2);
        list(alice, booking, concert.ticket(0));
        var fan = buyer("fan-disappointed");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        assertThat(scan(codeOf(alice, booking, concert.ticket(0))).status()).isEqualTo(200);
        assertThat(ticket(alice, booking, concert.ticket(0)).has("resale")).isFalse();
        var late = fan.confirm(offer.text("holdId"), "pm_card_visa");
        refused(late, 409, "seat-taken");
        assertThat(awaitState(fan, concert, "WAITING").body().path("position").asInt())
                .isOne();
        refused(list(alice, booking, concert.ticket(0)), 409, "resale-closed");
        list(alice, booking, concert.ticket(1));
        assertThat(awaitState(fan, concert, "OFFERED").body().at("/ticketIds/0").asString())
                .isEqualTo(concert.ticket(1));
        assertThat(refunded(booking)).isZero();
        promisesAreKept(concert);
    }

    /// While it is paid for, the seller can neither go in nor have it twice.
    @Test
    void a_ticket_that_is_being_paid_for_admits_nobody_and_is_paid_back_once() {
        var concert = tonight(2);
        var alice = buyer("alice-in-between");
        var booking = bought(alice, concert, 0, 2);
        list(alice, booking, concert.ticket(0));
        var fan = buyer("fan-with-3ds");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        var paying = fan.buy(offer.text("holdId"), "pm_card_authenticationRequired");
        assertThat(paying.text("status")).isEqualTo("REQUIRES_ACTION");
        refused(scan(codeOf(alice, booking, concert.ticket(0))), 409, "ticket-on-offer");
        assertThat(scan(codeOf(alice, booking, concert.ticket(1))).status()).isEqualTo(200);
        promisesAreKept(concert);

        assertThat(alice.post(path(booking) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0))))
                        .status())
                .isEqualTo(202);
        promisesAreKept(concert);
        STRIPE.decide(intentOf(paying), SimulatedOutcome.SUCCEED);
        awaitStatus(fan, paying.text("bookingId"), "CONFIRMED");
        assertThat(refunded(booking)).isEqualTo(4500);
        assertThat(ticket(alice, booking, concert.ticket(0)).has("resale")).isFalse();
        promisesAreKept(concert);
    }

    /// Given back while it is offered, the seat is free for just that offer.
    @Test
    void a_ticket_given_back_while_it_is_offered_stays_the_offers() {
        var concert = tonight(1);
        var alice = buyer("alice-gives-up");
        var booking = bought(alice, concert, 0, 1);
        list(alice, booking, concert.ticket(0));
        var fan = buyer("fan-keeps-offer");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        assertThat(alice.post(path(booking) + "/cancellation", Map.of()).status())
                .isEqualTo(202);
        refused(buyer("anybody").reserve(concert.ticket(0)), 409, "seat-taken");
        promisesAreKept(concert);
        assertThat(fan.buy(offer.text("holdId"), "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        assertThat(refunded(booking)).isEqualTo(4500);
        promisesAreKept(concert);
    }

    @Test
    void a_party_sits_together_on_free_seats_and_tickets_for_resale() {
        var concert = tonight(3);
        var alice = buyer("alice-middle");
        var bob = buyer("bob-edge");
        var carol = buyer("carol-edge");
        var middle = bought(alice, concert, 1, 2);
        var left = bought(bob, concert, 0, 1);
        var right = bought(carol, concert, 2, 3);
        list(alice, middle, concert.ticket(1));
        list(carol, right, concert.ticket(2));
        var fan = buyer("fan-of-three-seats");
        join(fan, concert, 3);
        assertThat(bob.post(path(left) + "/cancellation", Map.of()).status()).isEqualTo(202);
        var offer = awaitState(fan, concert, "OFFERED");
        var made = fan.buy(offer.text("holdId"), "pm_card_visa");
        assertThat(made.text("status")).isEqualTo("CONFIRMED");
        assertThat(List.of(refunded(left), refunded(middle), refunded(right))).containsOnly(4500L);
        promisesAreKept(concert);
    }

    /// Whoever passes a ticket from one of the sellers to another locks their counts in the order of their names.
    /// So does the payment for tickets of several: while it waits for the first of them it keeps nobody from the
    /// others.
    @Test
    void tickets_of_several_sellers_change_hands_in_the_lock_order_of_transfers() throws Exception {
        var concert = tonight(SELLERS);
        var sold = new ArrayList<BookingTestResponse>();
        for (var n = 0; n < SELLERS; n++) {
            var seller = buyer("seller-" + n + "-" + concert.id());
            sold.add(bought(seller, concert, n, n + 1));
            list(seller, sold.getLast(), concert.ticket(n));
        }
        var fan = buyer("fan-of-all-seats");
        join(fan, concert, SELLERS);
        var offer = awaitState(fan, concert, "OFFERED");
        var paying = fan.buy(offer.text("holdId"), "pm_card_authenticationRequired");
        try (var transfer = POSTGRES.superuser().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transfer.setAutoCommit(false);
            lockCount(transfer, concert, 0);
            threads.execute(() -> STRIPE.decide(intentOf(paying), SimulatedOutcome.SUCCEED));
            var transferPid = transfer.unwrap(PGConnection.class).getBackendPID();
            await().atMost(PATIENCE)
                    .until(() -> sql().sql(
                                    "select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))")
                            .param(transferPid)
                            .query(Boolean.class)
                            .single());
            for (var n = 1; n < SELLERS; n++) {
                lockCount(transfer, concert, n);
            }
            transfer.rollback();
        }
        awaitStatus(fan, paying.text("bookingId"), "CONFIRMED");
        assertThat(sold).allSatisfy(booking -> assertThat(refunded(booking)).isEqualTo(4500));
        promisesAreKept(concert);
    }

    private static void lockCount(Connection transfer, BookingTestEvent event, int seller) throws SQLException {
        try (var statement = transfer.prepareStatement(
                "select 1 from booking.customer_tickets where event_id = ? and buyer = ? for update nowait")) {
            statement.setObject(1, event.id());
            statement.setString(2, "seller-" + seller + "-" + event.id());
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    /// Nobody buys their own ticket.
    @Test
    void an_owner_who_waits_too_is_not_offered_their_own() {
        var concert = tonight(2);
        var alice = buyer("alice-wants-more");
        var booking = bought(alice, concert, 0, 1);
        var bob = buyer("bob-sells-one");
        var other = bought(bob, concert, 1, 2);
        join(alice, concert, 1);
        list(alice, booking, concert.ticket(0));
        list(bob, other, concert.ticket(1));
        assertThat(awaitState(alice, concert, "OFFERED")
                        .body()
                        .at("/ticketIds/0")
                        .asString())
                .isEqualTo(concert.ticket(1));
        promisesAreKept(concert);
    }

    @Test
    void news_of_the_payment_ten_times_pays_the_seller_once() {
        var concert = tonight(1);
        var alice = buyer("alice-told-often");
        var booking = bought(alice, concert, 0, 1);
        list(alice, booking, concert.ticket(0));
        var fan = buyer("fan-told-often");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        STRIPE.faults(StripeFaults.NONE.slowBy(300).repeatingWebhooks(10).reorderingWebhooks(200));
        assertThat(fan.buy(offer.text("holdId"), "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        await().atMost(PATIENCE)
                .until(() -> alice.get(path(booking)).text("status").equals("REFUNDED"));
        assertThat(alice.get(path(booking)).body().path("refunds")).hasSize(1);
        assertThat(refunded(booking)).isEqualTo(4500);
        promisesAreKept(concert);
    }

    @Test
    void a_cancelled_event_pays_everybody_back_once() {
        var concert = tonight(2);
        var alice = buyer("alice-called-off");
        var booking = bought(alice, concert, 0, 2);
        list(alice, booking, concert.tickets(0, 2));
        var fan = buyer("fan-called-off");
        join(fan, concert, 1);
        var offer = awaitState(fan, concert, "OFFERED");
        var made = fan.buy(offer.text("holdId"), "pm_card_visa");
        concert.cancel();
        await().atMost(PATIENCE)
                .until(() -> alice.get(path(booking)).text("status").equals("REFUNDED"));
        await().atMost(PATIENCE).until(() -> fan.get(path(made)).text("status").equals("REFUNDED"));
        assertThat(refunded(booking)).isEqualTo(9000);
        assertThat(refunded(made)).isEqualTo(4500);
        promisesAreKept(concert);
    }

    @Test
    void what_cannot_be_sold_is_refused() {
        var concert = tonight(3);
        var alice = buyer("alice-refused");
        var booking = bought(alice, concert, 0, 3);
        refused(list(buyer("mallory"), booking, concert.ticket(0)), 404, "not-found");
        refused(list(alice, booking, concert.ticket(0), "nonsense"), 422, "validation-failed");
        refused(alice.post(path(booking) + "/resale", Map.of("tickets", List.of())), 422, "validation-failed");
        alice.post(path(booking) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(2))));
        refused(list(alice, booking, concert.ticket(2)), 409, "resale-closed");
        var transfer = alice.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "bob-takes"));
        assertThat(list(alice, booking, concert.ticket(1)).status()).isEqualTo(201);
        assertThat(buyer("bob-takes")
                        .send("POST", "/transfers/" + transfer.text("transferId") + "/acceptance", null)
                        .status())
                .isEqualTo(200);
        assertThat(ticket(alice, booking, concert.ticket(1)).has("resale")).isFalse();
        refused(list(alice, booking, concert.ticket(1)), 409, "resale-closed");
        refused(list(buyer("bob-takes"), booking, concert.ticket(1)), 404, "not-found");
        assertThat(alice.post(path(booking) + "/resale", Map.of()).status())
                .as("all that are left")
                .isEqualTo(201);
        assertThat(ticket(alice, booking, concert.ticket(0)).path("resale").asString())
                .isEqualTo("LISTED");
        promisesAreKept(concert);
    }

    /// Ten at once: who confirms, who goes in, who gives back, who takes back. Whatever wins, one has the seat, and
    /// money moves once.
    @Test
    void whoever_is_first_the_seat_is_ones_and_money_moves_once() {
        var outcomes = new ArrayList<String>();
        for (var round = 0; round < 8; round++) {
            var name = "-round-" + round;
            var concert = tonight(1);
            var alice = buyer("alice" + name);
            var booking = bought(alice, concert, 0, 1);
            list(alice, booking, concert.ticket(0));
            var fan = buyer("fan" + name);
            join(fan, concert, 1);
            var offer = awaitState(fan, concert, "OFFERED");
            var code = codeOf(alice, booking, concert.ticket(0));
            var tasks = new ArrayList<Callable<Integer>>();
            for (var thread = 0; thread < 3; thread++) {
                tasks.add(() -> fan.buy(offer.text("holdId"), "pm_card_visa").status());
                tasks.add(() -> scan(code).status());
                tasks.add(() -> withdraw(alice, booking).status());
            }
            tasks.add(
                    () -> alice.post(path(booking) + "/cancellation", Map.of()).status());
            var statuses = together(tasks);
            assertThat(statuses)
                    .allMatch(status -> Set.of(200, 202, 204, 409, 410, 429).contains(status));
            await().atMost(PATIENCE)
                    .until(() -> sql().sql("select count(*) from booking.payment_in_flight where event_id = ?")
                                    .param(concert.id())
                                    .query(Integer.class)
                                    .single()
                            == 0);
            var used = sql().sql("select count(*) from booking.check_in where event_id = ? and booking_id = ?::uuid")
                    .params(concert.id(), booking.text("bookingId"))
                    .query(Integer.class)
                    .single();
            var isHers = alice.get(path(booking)).text("status").equals("CONFIRMED");
            assertThat(refunded(booking)).isEqualTo(isHers ? 0 : 4500);
            assertThat(isHers).isEqualTo(used == 1);
            outcomes.add(isHers ? "in" : "given");
            promisesAreKept(concert);
        }
        assertThat(outcomes).hasSize(8);
    }

    /// A payment ends, well or not, in the moment in which its ticket is given back: no seat is left behind, and money
    /// moves once.
    @Test
    void a_payment_that_ends_while_its_ticket_is_given_back_leaves_no_seat_behind() {
        for (var round = 0; round < 8; round++) {
            var outcome = round % 2 == 0 ? SimulatedOutcome.FAIL : SimulatedOutcome.SUCCEED;
            var concert = tonight(1);
            var alice = buyer("alice-ends-" + round);
            var booking = bought(alice, concert, 0, 1);
            list(alice, booking, concert.ticket(0));
            var fan = buyer("fan-ends-" + round);
            join(fan, concert, 1);
            var offer = awaitState(fan, concert, "OFFERED");
            var paying = fan.buy(offer.text("holdId"), "pm_card_authenticationRequired");
            assertThat(paying.text("status")).isEqualTo("REQUIRES_ACTION");
            var intent = intentOf(paying);
            together(List.<Callable<Integer>>of(
                    () -> {
                        STRIPE.decide(intent, outcome);
                        return 0;
                    },
                    () -> alice.post(path(booking) + "/cancellation", Map.of()).status()));
            awaitStatus(
                    fan, paying.text("bookingId"), outcome == SimulatedOutcome.FAIL ? "PAYMENT_FAILED" : "CONFIRMED");
            assertThat(refunded(booking)).isEqualTo(4500);
            promisesAreKept(concert);
            assertThat(fan.buy(offer.text("holdId"), "pm_card_visa").text("status"))
                    .isEqualTo("CONFIRMED");
            promisesAreKept(concert);
        }
    }
}
