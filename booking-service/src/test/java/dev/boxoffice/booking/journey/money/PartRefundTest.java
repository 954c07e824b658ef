package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Some of the tickets, or some of the money.
class PartRefundTest extends MoneyBackJourney {

    @Test
    void a_ticket_given_back_is_on_sale_at_once_and_the_last_ends_the_booking() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        var one = Map.of("ticketIds", List.of(concert.ticket(1)));
        var preview = alice.get(path(paid) + "/cancellation?ticketIds=" + concert.ticket(1));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().at("/refund/amount").asLong()).isEqualTo(4500);
        STRIPE.faults(StripeFaults.NONE.failing(1));
        var part = alice.post(path(paid) + "/cancellation", one);
        assertThat(part.status()).isEqualTo(202);
        assertThat(part.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(part.body().at("/refundDue/amount").asLong()).isEqualTo(4500);
        assertThat(part.body().at("/tickets/1/status").asString("")).isEqualTo("RETURNED");
        awaitHeld(buyer("bob"), concert.ticket(1));
        STRIPE.faults(StripeFaults.NONE);
        assertThat(alice.post(path(paid) + "/cancellation", one).status()).isEqualTo(202);
        refused(
                alice.post(
                        path(paid) + "/cancellation",
                        Map.of(
                                "ticketIds",
                                List.of(concert.ticket(0)),
                                "expectedRefund",
                                Map.of("amount", 4501, "currency", "EUR"))),
                409,
                "refund-changed");
        alice.post(
                path(paid) + "/cancellation",
                Map.of(
                        "ticketIds",
                        List.of(concert.ticket(0)),
                        "expectedRefund",
                        Map.of("amount", 4500, "currency", "EUR")));
        alice.post(path(paid) + "/cancellation", Map.of());
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunds").size()).isEqualTo(3);
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(13500);
        assertThat(messages(paid, "BookingRefunded")).isLessThanOrEqualTo(1);
        promisesAreKept(concert);
    }

    @Test
    void fifty_part_refunds_at_once_never_exceed_the_payment() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var answers = together(IntStream.range(0, 50)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> owner.post(
                        path(paid) + "/refunds", Map.of("amount", Map.of("amount", 1000, "currency", "EUR"))))
                .toList());
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(9);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> refused(answer, 409, "refund-exceeds-payment"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(alice.get(path(paid))
                                .body()
                                .at("/refunded/amount")
                                .asLong())
                        .isEqualTo(9000));
        assertThat(alice.get(path(paid)).text("status")).isEqualTo("PARTIALLY_REFUNDED");
        promisesAreKept(concert);
    }

    /// Of a ticket its buyer may keep, everything goes back once: not again for whoever asks twice, nor for its buyer
    /// who gives it back later. The other ticket's money is the other ticket's.
    @Test
    void a_ticket_that_was_paid_back_and_stayed_brings_nothing_more() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var kindness = Map.of("ticketIds", List.of(concert.ticket(0)), "voidTickets", false);
        var made = owner.post(path(paid) + "/refunds", kindness);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/amount/amount").asLong()).isEqualTo(4500);
        assertThat(alice.get(path(paid)).body().at("/tickets/0/status").asString(""))
                .isEqualTo("VALID");
        var again = owner.post(path(paid) + "/refunds", kindness);
        refused(again, 409, "refund-exceeds-payment");
        assertThat(again.body().at("/left/amount").asLong()).isEqualTo(4500);

        var preview = alice.get(path(paid) + "/cancellation?ticketIds=" + concert.ticket(0))
                .body();
        assertThat(preview.at("/refund/amount").asLong()).isZero();
        assertThat(preview.path("kept").size()).isZero();
        assertThat(alice.get(path(paid) + "/cancellation")
                        .body()
                        .at("/refund/amount")
                        .asLong())
                .isEqualTo(4500);
        var first = alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0))));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body().at("/tickets/0/status").asString("")).isEqualTo("RETURNED");
        assertThat(first.body().at("/refunds").size()).isOne();
        alice.post(path(paid) + "/cancellation", Map.of());
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunds").size()).isEqualTo(2);
        assertThat(back.body().at("/refunds/1/amount/amount").asLong()).isEqualTo(4500);
        promisesAreKept(concert);
    }

    /// Also from another seat, and where both are asked for at once.
    @Test
    void a_ticket_that_was_paid_back_is_known_at_the_seat_it_is_moved_to() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        owner.post(path(paid) + "/refunds", Map.of("ticketIds", List.of(concert.ticket(0)), "voidTickets", false));
        assertThat(owner.post(
                                path(paid) + "/seats",
                                Map.of("from", List.of(concert.ticket(0)), "to", List.of(concert.ticket(5))))
                        .status())
                .isEqualTo(200);
        refused(
                owner.post(path(paid) + "/refunds", Map.of("ticketIds", List.of(concert.ticket(5)))),
                409,
                "refund-exceeds-payment");
        var both =
                owner.post(path(paid) + "/refunds", Map.of("ticketIds", List.of(concert.ticket(1), concert.ticket(5))));
        assertThat(both.body().at("/amount/amount").asLong()).isEqualTo(4500);
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        promisesAreKept(concert);
    }

    /// What failed is owed once more, by a refund that stands for it; the ticket's own return brings nothing then.
    @Test
    void a_refund_of_a_ticket_that_failed_is_made_once_more_and_no_oftener() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 3);
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var kindness = Map.of("ticketIds", List.of(concert.ticket(0)), "voidTickets", false);
        owner.post(path(paid) + "/refunds", kindness);
        awaited(alice, paid, "/refunds/0/status", "SUCCEEDED");
        atStripe(intentOf(paid), "refund-outcome", Map.of("outcome", "fail"));
        awaited(alice, paid, "/refunds/0/status", "FAILED");
        var more = owner.post(
                path(paid) + "/refunds",
                Map.of("ticketIds", List.of(concert.ticket(0), concert.ticket(1)), "voidTickets", false));
        assertThat(more.body().at("/amount/amount").asLong()).isEqualTo(9000);
        refused(owner.post(path(paid) + "/refunds", kindness), 409, "refund-exceeds-payment");
        assertThat(alice.get(path(paid) + "/cancellation")
                        .body()
                        .at("/refund/amount")
                        .asLong())
                .isEqualTo(4500);
        alice.post(path(paid) + "/cancellation", Map.of());
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(13500);
        promisesAreKept(concert);
    }

    /// P2: the second wall, for whoever forgets the first.
    @Test
    void the_database_refuses_refunds_of_more_than_was_captured() {
        var concert = hall();
        var paid = bought(buyer("alice"), concert, 0, 2);
        var tooMuch = catchThrowable(() ->
                sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            created_at, updated_at)
                        select ?, uuidv7(), id, payment_intent_id, 4501, 'EUR', 'CUSTOMER', now(), now()
                          from booking.booking, generate_series(1, 2) where id = ?::uuid
                        """).params(concert.id(), paid.text("bookingId")).update());
        assertThat(tooMuch).hasMessageContaining("exceed its 9000");
    }

    @Test
    void the_desk_gives_back_up_to_a_limit_and_buyers_by_cancelling_only() {
        var concert = concert().seated("Stalls", 1, 8, 15000).open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var body = Map.of("amount", Map.of("amount", 20001, "currency", "EUR"));
        refused(alice.post(path(paid) + "/refunds", body), 403, "forbidden");
        refused(buyer("bob").post(path(paid) + "/refunds", body), 403, "forbidden");
        refused(
                BookingTestClient.of(base(), "otto", "organizer").post(path(paid) + "/refunds", body),
                404,
                "not-found");
        refused(BookingTestClient.of(base(), "ada", "agent").post(path(paid) + "/refunds", body), 403, "forbidden");
        var manager = BookingTestClient.of(base(), "mia", "support-manager");
        var made = manager.post(
                path(paid) + "/refunds", Map.of("ticketIds", List.of(concert.ticket(0)), "reason", "Behind a pillar"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("reason")).isEqualTo("Behind a pillar");
        assertThat(alice.get(path(paid)).body().at("/tickets/0/status").asString(""))
                .isEqualTo("VOID");
        assertThat(alice.get(path(paid) + "/refunds").body().at("/refunds").size())
                .isEqualTo(1);
        assertThat(concert.count("AVAILABLE")).isEqualTo(7);
        awaited(alice, paid, "/refunds/0/status", "SUCCEEDED");
        promisesAreKept(concert);
    }

    /// What somebody wrote about a refund is for the buyer, the organizer and the manager: others at the desk may be
    /// of another company, and read that there was one and of which kind.
    @Test
    void the_words_of_a_refund_are_not_for_everybody_at_the_desk() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        var manager = BookingTestClient.of(base(), "mia", "support-manager");
        var owner = BookingTestClient.of(base(), "olivia", "organizer");
        var agent = BookingTestClient.of(base(), "ada", "agent");
        var words = "Called Alice at +49 170 1234567";
        var cents = Map.of("amount", 1000, "currency", "EUR");
        manager.post(path(paid) + "/refunds", Map.of("amount", cents, "reason", words));

        for (var reader : List.of(alice, manager, owner)) {
            for (var path : List.of(path(paid), path(paid) + "/refunds")) {
                assertThat(reader.get(path).body().at("/refunds/0/reason").asString(""))
                        .isEqualTo(words);
            }
        }
        for (var path : List.of(path(paid), path(paid) + "/refunds")) {
            var seen = agent.get(path).body().at("/refunds/0");
            assertThat(seen.path("amount").path("amount").asLong()).isEqualTo(1000);
            assertThat(seen.path("reason").asString("")).isNotEmpty().doesNotContain("Alice", "1234567");
        }
    }

    /// M1, M2: what no card can be paid is refused before it is promised.
    @Test
    void a_refund_in_parts_of_what_cards_know_is_refused() {
        var concert = concert().seated("Stalls", 1, 4, 5000).currency("KWD").open();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        var olivia = BookingTestClient.of(base(), "olivia", "organizer");
        var odd = Map.of("amount", Map.of("amount", 15, "currency", "KWD"));
        refused(olivia.post(path(paid) + "/refunds", odd), 422, "validation-failed");
        var even = Map.of("amount", Map.of("amount", 10, "currency", "KWD"));
        assertThat(olivia.post(path(paid) + "/refunds", even).status()).isEqualTo(201);
    }

    /// B1: a child only with an adult, also after some tickets went back.
    @Test
    void a_ticket_that_another_needs_is_not_given_back_alone() {
        var concert = concert()
                .seated("Stalls", 1, 4, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", 4)
                .open();
        var alice = buyer("alice");
        var held = alice.post(
                "/booking/reserve", Map.of("eventId", concert.id(), "priceTypes", Map.of("Adult", 1, "Child", 1)));
        var paid = alice.buy(held.text("holdId"), "pm_card_visa");
        var tickets = new HashMap<String, String>();
        paid.body()
                .path("tickets")
                .forEach(ticket -> tickets.put(
                        ticket.path("priceType").asString(), ticket.path("id").asString()));
        var adult = Map.of("ticketIds", List.of(tickets.get("Adult")));
        var alone = alice.post(path(paid) + "/cancellation", adult);
        refused(alone, 409, "cancellation-closed");
        assertThat(alone.text("title")).isEqualTo("These tickets cannot be given back");
        assertThat(alone.text("needs")).isEqualTo("Adult");
        assertThat(alice.get(path(paid) + "/cancellation?ticketIds=" + tickets.get("Adult"))
                        .text("needs"))
                .isEqualTo("Adult");
        assertThat(alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(tickets.get("Child"))))
                        .status())
                .isEqualTo(202);
        assertThat(alice.post(path(paid) + "/cancellation", adult).status()).isEqualTo(202);
    }

    /// What is for resale may be sold: it is no adult for a child that stays.
    @Test
    void the_last_that_another_needs_is_not_given_back_while_the_other_is_for_resale() {
        var concert = concert()
                .seated("Stalls", 1, 4, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", 4)
                .open();
        var alice = buyer("alice-with-two");
        var held = alice.post(
                "/booking/reserve", Map.of("eventId", concert.id(), "priceTypes", Map.of("Adult", 2, "Child", 1)));
        var paid = alice.buy(held.text("holdId"), "pm_card_visa");
        var adults = new ArrayList<String>();
        paid.body().path("tickets").forEach(ticket -> {
            if (ticket.path("priceType").asString().equals("Adult")) {
                adults.add(ticket.path("id").asString());
            }
        });
        var first = Map.of("ticketIds", List.of(adults.getFirst()));
        var last = Map.of("ticketIds", List.of(adults.getLast()));
        assertThat(alice.post(path(paid) + "/resale", first).status()).isEqualTo(201);
        refused(alice.post(path(paid) + "/cancellation", last), 409, "cancellation-closed");
        assertThat(alice.send("DELETE", path(paid) + "/resale", first).status()).isEqualTo(204);
        assertThat(alice.post(path(paid) + "/cancellation", last).status()).isEqualTo(202);
    }

    /// A booking is read as of one moment, also while its tickets go back.
    @Test
    void a_booking_is_read_whole_while_its_tickets_go_back() throws Exception {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        try (var connection = POSTGRES.superuser().getConnection();
                var statement = connection.createStatement();
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("lock table booking.returned_ticket in access exclusive mode");
            var read = readers.submit(() -> alice.get(path(paid)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sql().sql("""
                            select exists (select from pg_locks where relation = 'booking.returned_ticket'::regclass and not granted)
                            """).query(Boolean.class).single());
            statement.execute(
                    "update booking.booking set status = 'CANCELLED' where id = '" + paid.text("bookingId") + "'");
            statement.execute("""
                    insert into booking.returned_ticket (event_id, booking_id, ordinal, status, percent, fees, returned_at)
                    values ('%s', '%s', 0, 'RETURNED', 100, 'ALL', now())
                    """.formatted(concert.id(), paid.text("bookingId")));
            connection.commit();
            var seen = read.get();
            var ticket = seen.body().at("/tickets/0/status").asString("");
            assertThat(seen.text("status") + " " + ticket).isIn("CONFIRMED VALID", "CANCELLED RETURNED");
        }
    }
}
