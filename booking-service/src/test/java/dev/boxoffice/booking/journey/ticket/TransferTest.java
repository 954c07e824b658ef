package dev.boxoffice.booking.journey.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// B11: a ticket goes to another person: its old code dies at once, it counts to them, and money goes back to who
/// paid.
class TransferTest extends BookingServiceTest {

    private BookingTestEvent tonight() {
        return concert()
                .seated("Stalls", 2, 6, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(2)))
                .open();
    }

    private BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int from, int until) {
        var paid = buyer.buy(buyer.reserve(event.tickets(from, until)).text("holdId"), "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return paid;
    }

    private static BookingTestResponse offer(BookingTestClient giver, String ticket, String to) {
        return giver.post("/tickets/" + ticket + "/transfers", Map.of("to", to));
    }

    private static BookingTestResponse accept(BookingTestClient receiver, BookingTestResponse offer) {
        return receiver.send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null);
    }

    private BookingTestResponse scan(String code) {
        return BookingTestClient.of(base(), "sam", "scanner")
                .post(
                        "/check-ins",
                        Map.of(
                                "code",
                                code,
                                "gate",
                                "North",
                                "nonce",
                                UUID.randomUUID().toString()));
    }

    private static String codeIn(BookingTestResponse tickets, String ticket) {
        for (var one : tickets.body().path("tickets")) {
            if (one.path("ticketId").asString().equals(ticket)) {
                return one.path("code").asString();
            }
        }
        return "";
    }

    private static String path(BookingTestResponse booking) {
        return "/bookings/" + booking.text("bookingId");
    }

    private int count(BookingTestEvent event, String buyer) {
        return sql().sql(
                        "select coalesce(sum(quantity), 0) from booking.customer_tickets where event_id = ? and buyer = ?")
                .params(event.id(), buyer)
                .query(Integer.class)
                .single();
    }

    private JsonNode mailTo(BookingTestEvent event, String recipient, String subject) {
        await().atMost(Duration.ofSeconds(30)).until(() -> mail(event, recipient, subject) != null);
        return mail(event, recipient, subject);
    }

    private static JsonNode mail(BookingTestEvent event, String recipient, String subject) {
        return messages("MailRequested", event.id()).stream()
                .filter(mail -> mail.path("recipient").asString().equals(recipient))
                .filter(mail -> mail.path("subject").asString().contains(subject))
                .findFirst()
                .orElse(null);
    }

    @Test
    void the_old_code_dies_and_the_new_one_opens_the_door() throws IOException, InterruptedException {
        var concert = tonight();
        var alice = buyer("alice-gives");
        var bob = buyer("bob-receives");
        var booking = bought(alice, concert, 0, 2);
        var old = codeIn(alice.get(path(booking) + "/tickets"), concert.ticket(0));

        var offer = offer(alice, concert.ticket(0), "bob-receives@example.org");
        assertThat(offer.status()).isEqualTo(201);
        assertThat(offer.text("status")).isEqualTo("OFFERED");
        assertThat(bob.get("/transfers").body().at("/transfers/0/transferId").asString())
                .isEqualTo(offer.text("transferId"));
        assertThat(mailTo(concert, "bob-receives@example.org", "is for you")
                        .path("body")
                        .asString())
                .contains(offer.text("transferId"))
                .endsWith("because somebody wants to give you a ticket at Boxoffice.\n");
        assertThat(accept(bob, offer).text("status")).isEqualTo("ACCEPTED");
        assertThat(accept(bob, offer).text("status")).as("said again").isEqualTo("ACCEPTED");

        refused(scan(old), 409, "ticket-cancelled");
        var his = codeIn(bob.get("/tickets"), concert.ticket(0));
        assertThat(scan(his).text("result")).isEqualTo("ADMITTED");
        assertThat(codeIn(alice.get("/tickets"), concert.ticket(0))).isEmpty();
        assertThat(codeIn(alice.get(path(booking) + "/tickets"), concert.ticket(0)))
                .isEmpty();
        assertThat(codeIn(alice.get("/tickets"), concert.ticket(1))).isNotEmpty();
        assertThat(alice.get(path(booking)).body().at("/tickets/0/status").asString())
                .isEqualTo("TRANSFERRED");
        assertThat(count(concert, "alice-gives")).isOne();
        assertThat(count(concert, "bob-receives")).isOne();
        var file =
                mailTo(concert, "bob-receives@example.org", "Your ticket for").at("/attachments/0/path");
        var pdf = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base() + file.asString()))
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(new String(pdf.body(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF");
        promisesAreKept(concert);
    }

    @Test
    void an_offer_and_a_ticket_say_when_and_where_in_the_venues_own_time() {
        var concert = tonight();
        var alice = buyer("alice-says");
        var bob = buyer("bob-reads");
        bought(alice, concert, 0, 1);
        var offer = offer(alice, concert.ticket(0), "bob-reads");

        saysWhenAndWhere(offer.body(), concert);
        saysWhenAndWhere(bob.get("/transfers").body().at("/transfers/0"), concert);
        accept(bob, offer);
        saysWhenAndWhere(bob.get("/tickets").body().at("/tickets/0"), concert);
    }

    private void saysWhenAndWhere(JsonNode said, BookingTestEvent event) {
        var startsAt = sql().sql("select starts_at from catalog.event where id = ?")
                .param(event.id())
                .query(Timestamp.class)
                .single()
                .toInstant();
        assertThat(said.path("startsAt").asString()).isEqualTo(startsAt.toString());
        assertThat(said.at("/venue/name").asString()).isEqualTo("Beyoncé Hall");
        assertThat(said.at("/venue/address/city").asString()).isEqualTo("Łódź");
        assertThat(said.at("/venue/timezone").asString()).isEqualTo("Europe/Warsaw");
    }

    @Test
    void a_ticket_that_came_back_has_yet_another_code() {
        var concert = tonight();
        var alice = buyer("alice-back");
        var bob = buyer("bob-back");
        var booking = bought(alice, concert, 0, 1);
        var first = codeIn(alice.get(path(booking) + "/tickets"), concert.ticket(0));
        accept(bob, offer(alice, concert.ticket(0), "bob-back"));
        accept(alice, offer(bob, concert.ticket(0), "alice-back"));
        refused(scan(first), 409, "ticket-cancelled");
        assertThat(scan(codeIn(alice.get(path(booking) + "/tickets"), concert.ticket(0)))
                        .status())
                .isEqualTo(200);
        promisesAreKept(concert);
    }

    /// A receiver who can neither be written to nor log in is nobody's.
    @Test
    void a_ticket_is_offered_to_an_address_or_a_subject_and_to_nothing_else() {
        var concert = tonight();
        var alice = buyer("alice-mistypes");
        bought(alice, concert, 0, 1);
        for (var to :
                List.of("a b@x.de", "@x", "a@", "not an address @x", "a@b@c", "a@b..de", ".a@x.de", "x y", "x\ty")) {
            var answer = offer(alice, concert.ticket(0), to);
            refused(answer, 422, "validation-failed");
            assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("to");
        }
        assertThat(offer(alice, concert.ticket(0), "auth0|5f7c8ec7").status()).isEqualTo(201);
    }

    @Test
    void only_who_it_was_offered_to_can_take_it() {
        var concert = tonight();
        var alice = buyer("alice-offers");
        bought(alice, concert, 0, 1);
        refused(offer(buyer("mallory"), concert.ticket(0), "eve"), 404, "not-found");
        refused(offer(alice, concert.ticket(0), "alice-offers"), 422, "validation-failed");
        var offer = offer(alice, concert.ticket(0), "dora@mail.example");
        refused(offer(alice, concert.ticket(0), "eve"), 409, "transfer-closed");
        refused(accept(buyer("mallory"), offer), 404, "not-found");
        refused(buyer("mallory").get("/transfers/" + offer.text("transferId")), 404, "not-found");
        refused(buyer("mallory").delete("/transfers/" + offer.text("transferId")), 404, "not-found");
        refused(accept(alice, offer), 409, "transfer-closed");
        var unverified = BookingTestClient.withToken(
                base(),
                TokenIssuer.shared()
                        .tokenWith(
                                "claims-to-be-dora",
                                Map.of("email", "dora@mail.example", "email_verified", false),
                                "buyer"));
        refused(accept(unverified, offer), 404, "not-found");
        var body =
                mailTo(concert, "dora@mail.example", "is for you").path("body").asString();
        var token = body.substring(body.indexOf("another address: ") + "another address: ".length())
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(unverified
                        .post("/transfers/" + offer.text("transferId") + "/acceptance", Map.of("token", token))
                        .status())
                .as("who can read mail to that address")
                .isEqualTo(200);
    }

    @Test
    void an_offer_can_be_taken_back_or_declined() {
        var concert = tonight();
        var alice = buyer("alice-regrets");
        var bob = buyer("bob-declines");
        bought(alice, concert, 0, 1);
        var first = offer(alice, concert.ticket(0), "bob-declines");
        assertThat(alice.delete("/transfers/" + first.text("transferId")).status())
                .isEqualTo(204);
        refused(accept(bob, first), 409, "transfer-closed");
        var second = offer(alice, concert.ticket(0), "bob-declines");
        assertThat(bob.delete("/transfers/" + second.text("transferId")).status())
                .isEqualTo(204);
        assertThat(alice.get("/transfers/" + second.text("transferId")).text("status"))
                .isEqualTo("DECLINED");
    }

    /// One takes it while the other takes it back: whoever comes first has what they wanted, the other is told so.
    /// The first of ten offers was made twenty hours ago, so another may be made in four.
    @Test
    void a_ticket_that_was_offered_often_enough_says_when_it_may_be_again() {
        var concert = tonight();
        var alice = buyer("alice-persists");
        bought(alice, concert, 0, 1);
        for (var i = 0; i < 10; i++) {
            var offer = offer(alice, concert.ticket(0), "bob-declines");
            assertThat(offer.status()).isEqualTo(201);
            alice.delete("/transfers/" + offer.text("transferId"));
            if (i == 0) {
                sql().sql("""
                        update booking.ticket_transfer set created_at = created_at - interval '20 hours' where event_id = ?
                        """).param(concert.id()).update();
            }
        }
        var refusal = offer(alice, concert.ticket(0), "bob-declines");
        refused(refusal, 429, "rate-limited");
        assertThat(Long.parseLong(refusal.header("Retry-After")))
                .isBetween(
                        Duration.ofHours(4).minusMinutes(5).toSeconds(),
                        Duration.ofHours(4).toSeconds());
    }

    @Test
    void an_offer_that_is_being_accepted_cannot_be_taken_back() throws Exception {
        var concert = tonight();
        var alice = buyer("alice-hesitates");
        var bob = buyer("bob-hurries");
        bought(alice, concert, 0, 1);
        bought(bob, concert, 1, 2);
        var offer = offer(alice, concert.ticket(0), "bob-hurries");
        try (var locker = POSTGRES.superuser().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            locker.setAutoCommit(false);
            try (var statement = locker.prepareStatement(
                    "select 1 from booking.customer_tickets where event_id = ? and buyer = 'bob-hurries' for update")) {
                statement.setObject(1, concert.id());
                assertThat(statement.executeQuery().next()).isTrue();
            }
            var accepting = threads.submit(() -> accept(bob, offer));
            awaitWaitingFor(locker, 1, accepting::isDone);
            var ending = threads.submit(() -> alice.delete("/transfers/" + offer.text("transferId")));
            awaitWaitingFor(locker, 2, ending::isDone);
            locker.rollback();
            assertThat(accepting.get().status()).isEqualTo(200);
            refused(ending.get(), 409, "transfer-closed");
        }
        assertThat(count(concert, "bob-hurries")).isEqualTo(2);
        promisesAreKept(concert);
    }

    @Test
    void the_receivers_limit_counts() {
        var concert = concert().seated("Stalls", 2, 6, 4500).limits(2, 2).open();
        var alice = buyer("alice-limit");
        var bob = buyer("bob-limit");
        bought(alice, concert, 0, 2);
        bought(bob, concert, 2, 4);
        refused(accept(bob, offer(alice, concert.ticket(0), "bob-limit")), 409, "ticket-limit");
        assertThat(count(concert, "alice-limit")).isEqualTo(2);
        promisesAreKept(concert);
    }

    @Test
    void what_was_given_away_is_not_its_payers_to_return_but_its_money_is() {
        var concert = concert().seated("Stalls", 2, 6, 4500).open();
        var alice = buyer("alice-pays");
        var booking = bought(alice, concert, 0, 2);
        accept(buyer("bob-sits"), offer(alice, concert.ticket(0), "bob-sits"));
        refused(
                alice.post(path(booking) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0)))),
                409,
                "cancellation-closed");
        assertThat(alice.post(path(booking) + "/cancellation", Map.of()).status())
                .as("her own one")
                .isEqualTo(202);
        assertThat(awaitStatus(alice, booking.text("bookingId"), "PARTIALLY_REFUNDED")
                        .body()
                        .at("/tickets/0/status")
                        .asString())
                .isEqualTo("TRANSFERRED");
        concert.cancel();
        var back = awaitStatus(alice, booking.text("bookingId"), "REFUNDED");
        assertThat(back.body().at("/refunded/amount").asLong()).isEqualTo(9000);
        await().atMost(Duration.ofSeconds(20)).until(() -> count(concert, "bob-sits") == 0);
        assertThat(codeIn(buyer("bob-sits").get("/tickets"), concert.ticket(0))).isEmpty();
        promisesAreKept(concert);
    }

    @Test
    void whoever_is_in_keeps_their_ticket() {
        var concert = tonight();
        var alice = buyer("alice-in");
        var booking = bought(alice, concert, 0, 1);
        var offer = offer(alice, concert.ticket(0), "bob-late");
        assertThat(scan(codeIn(alice.get(path(booking) + "/tickets"), concert.ticket(0)))
                        .status())
                .isEqualTo(200);
        refused(accept(buyer("bob-late"), offer), 409, "transfer-closed");
    }

    /// The gate, the receiver and the buyer who gives back, all at once: one of them has the ticket.
    @Test
    void a_race_of_gate_receiver_and_return_has_one_winner() {
        var concert = concert()
                .seated("Stalls", 4, 10, 4500)
                .limits(8, 80)
                .startingAt(Instant.now().plus(Duration.ofHours(2)))
                .open();
        var alice = buyer("alice-races");
        var bob = buyer("bob-races");
        IntStream.range(0, 16).forEach(seat -> {
            var booking = bought(alice, concert, seat, seat + 1);
            var code = codeIn(alice.get(path(booking) + "/tickets"), concert.ticket(seat));
            var offer = offer(alice, concert.ticket(seat), "bob-races");
            var answers = together(List.<Callable<Integer>>of(
                    () -> scan(code).status(),
                    () -> accept(bob, offer).status(),
                    () -> alice.post(path(booking) + "/cancellation", Map.of()).status()));
            assertThat(answers)
                    .as("seat %d", seat)
                    .filteredOn(status -> status < 300)
                    .hasSize(1);
        });
        promisesAreKept(concert);
    }

    /// Many who may take it: one does.
    @Test
    void ten_who_have_the_token_are_one_receiver() {
        var concert = tonight();
        var alice = buyer("alice-many");
        bought(alice, concert, 0, 1);
        var offer = offer(alice, concert.ticket(0), "group@mail.example");
        var body =
                mailTo(concert, "group@mail.example", "is for you").path("body").asString();
        var token = body.substring(body.indexOf("another address: ") + "another address: ".length())
                .lines()
                .findFirst()
                .orElseThrow();
        var answers = together(IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(n -> () -> buyer("one-of-ten-" + n)
                        .post("/transfers/" + offer.text("transferId") + "/acceptance", Map.of("token", token))
                        .status())
                .toList());
        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        promisesAreKept(concert);
    }
}
