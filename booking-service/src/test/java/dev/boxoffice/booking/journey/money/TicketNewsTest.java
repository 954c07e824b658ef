package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.testkit.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whoever has a ticket is told by mail what becomes of it, once and in their language; of money hears who paid.
class TicketNewsTest extends MoneyBackJourney {

    /// Of the subjects of what is told after a purchase and a transfer.
    private static final List<String> NEWS = List.of(
            "given back", "is cancelled", "has a new date", "gilt nicht mehr", "hat einen neuen Termin", "fällt aus");

    /// Has never booked anything.
    private BookingTestClient german(String name) {
        return BookingTestClient.withToken(
                base(), TokenIssuer.shared().tokenWith(name, Map.of("locale", "de_DE"), "buyer"));
    }

    private static void give(BookingTestClient giver, String ticket, BookingTestClient receiver, String name) {
        var offer = giver.post("/tickets/" + ticket + "/transfers", Map.of("to", name));
        assertThat(receiver.send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null)
                        .status())
                .isEqualTo(200);
    }

    private static List<JsonNode> mails(BookingTestEvent event, String name) {
        return messages("MailRequested", event.id()).stream()
                .filter(mail -> mail.path("recipient").asString().equals(name + "@example.org"))
                .toList();
    }

    private static List<String> news(BookingTestEvent event, String name) {
        return mails(event, name).stream()
                .map(mail -> mail.path("subject").asString())
                .filter(subject -> NEWS.stream().anyMatch(subject::contains))
                .toList();
    }

    private static void awaitNews(BookingTestEvent event, String name, String... parts) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var news = news(event, name);
            assertThat(news).hasSize(parts.length);
            for (var i = 0; i < parts.length; i++) {
                assertThat(news.get(i)).contains(parts[i]);
            }
        });
    }

    private static void saysNothingOfMoney(BookingTestEvent event, String name, BookingTestResponse booking) {
        assertThat(mails(event, name))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.path("body").asString())
                        .doesNotContain("Geld", "Karte", "€", "EUR", booking.text("bookingId")));
    }

    private BookingTestClient olivia() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    @Test
    void who_loses_a_ticket_by_a_persons_decision_is_told() {
        var concert = hall();
        var alice = buyer("alice-loses");
        var bob = german("bob-loses");
        var paid = bought(alice, concert, 0, 3);
        give(alice, concert.ticket(1), bob, "bob-loses");
        var two = Map.of("ticketIds", List.of(concert.ticket(0), concert.ticket(1)));
        assertThat(olivia().post(path(paid) + "/refunds", two).status()).isEqualTo(201);
        awaitNews(concert, "alice-loses", "given back");
        awaitNews(concert, "bob-loses", "gilt nicht mehr");
        saysNothingOfMoney(concert, "bob-loses", paid);

        olivia().post(path(paid) + "/refunds", Map.of("ticketIds", List.of(concert.ticket(2))));
        awaitNews(concert, "alice-loses", "given back", "is cancelled");
        awaitNews(concert, "bob-loses", "gilt nicht mehr");
        promisesAreKept(concert);
    }

    @Test
    void who_loses_a_ticket_by_the_dashboard_or_a_dispute_is_told_once() {
        var concert = hall();
        var alice = buyer("alice-lost");
        var bob = german("bob-lost");
        var paid = bought(alice, concert, 0, 2);
        give(alice, concert.ticket(1), bob, "bob-lost");
        atStripe(intentOf(paid), "refund", Map.of());
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        awaitNews(concert, "alice-lost", "is cancelled");
        awaitNews(concert, "bob-lost", "gilt nicht mehr");

        var carol = buyer("carol-disputes");
        var disputed = bought(carol, concert, 4, 5);
        await().atMost(Duration.ofSeconds(30)) // whoever is to be written to is known soon after they have paid
                .until(() -> !mails(concert, "carol-disputes").isEmpty());
        atStripe(intentOf(disputed), "dispute", Map.of("action", "open"));
        awaited(carol, disputed, "/dispute/status", "OPEN");
        atStripe(intentOf(disputed), "dispute", Map.of("action", "lose"));
        awaited(carol, disputed, "/dispute/status", "LOST");
        awaitNews(concert, "carol-disputes", "is cancelled");
        awaitNews(concert, "alice-lost", "is cancelled");
        promisesAreKept(concert);
    }

    /// B8: the answer gives back what is its buyer's, also what comes back to them later. With nothing to give back
    /// it is none.
    @Test
    void who_does_not_come_to_the_new_date_gives_back_what_is_theirs() {
        var concert = hall();
        var now = Instant.now();
        var alice = buyer("alice-stays-away");
        var bob = german("bob-stays-away");
        var paid = bought(alice, concert, 0, 2);
        give(alice, concert.ticket(0), bob, "bob-stays-away");
        give(alice, concert.ticket(1), bob, "bob-stays-away");
        concert.reschedule(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(20)));
        var refund = Map.of("answer", "REFUND");
        refused(alice.post(path(paid) + "/rescheduling", refund), 409, "rescheduling-closed");
        assertThat(alice.get(path(paid)).body().at("/rescheduling").has("answer"))
                .isFalse();

        give(bob, concert.ticket(0), alice, "alice-stays-away");
        var first = alice.post(path(paid) + "/rescheduling", refund);
        assertThat(first.body().at("/rescheduling/answer").asString("")).isEqualTo("REFUND");
        assertThat(first.body().at("/refunds/0/amount/amount").asLong()).isEqualTo(4500);
        assertThat(alice.post(path(paid) + "/rescheduling", refund)
                        .body()
                        .at("/refunds")
                        .size())
                .isOne();
        give(bob, concert.ticket(1), alice, "alice-stays-away");
        alice.post(path(paid) + "/rescheduling", refund);
        var back = awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        promisesAreKept(concert);
    }

    @Test
    void who_asks_for_their_money_after_a_move_is_told_that_the_tickets_are_back() {
        var concert = hall();
        var now = Instant.now();
        var alice = buyer("alice-answers");
        var paid = bought(alice, concert, 0, 2);
        concert.reschedule(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(20)));
        awaitNews(concert, "alice-answers", "has a new date");
        var refund = Map.of("answer", "REFUND");
        alice.post(path(paid) + "/rescheduling", refund);
        alice.post(path(paid) + "/rescheduling", refund);
        awaitNews(concert, "alice-answers", "has a new date", "is cancelled");
        promisesAreKept(concert);
    }

    @Test
    void who_has_anothers_ticket_is_told_of_the_new_date_and_of_the_end() {
        var concert = hall();
        var now = Instant.now();
        var alice = buyer("alice-paid");
        var bob = german("bob-has-it");
        var paid = bought(alice, concert, 0, 3);
        give(alice, concert.ticket(1), bob, "bob-has-it");
        give(alice, concert.ticket(2), bob, "bob-has-it");
        concert.reschedule(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(20)));
        awaitNews(concert, "alice-paid", "has a new date");
        awaitNews(concert, "bob-has-it", "hat einen neuen Termin");

        concert.cancel();
        awaitNews(concert, "alice-paid", "has a new date", "is cancelled");
        awaitNews(concert, "bob-has-it", "hat einen neuen Termin", "fällt aus");
        saysNothingOfMoney(concert, "bob-has-it", paid);
        promisesAreKept(concert);
    }
}
