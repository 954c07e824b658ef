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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// B9: whoever buys gets their tickets by mail, in their language, once.
class BookingMailTest extends BookingServiceTest {

    private static final Map<String, Object> JUTTA =
            Map.of("email", "jutta@example.de", "name", "Jutta Müller", "locale", "de-AT");

    private BookingTestResponse buy(BookingTestClient buyer, BookingTestEvent event, Object contact) {
        var hold = buyer.reserve(event.ticket(0)).text("holdId");
        var bought = buyer.with("Prefer", "wait=20")
                .put("/booking/confirm", Map.of("holdId", hold, "paymentMethodId", "pm_card_visa", "contact", contact));
        assertThat(bought.text("status")).isEqualTo("CONFIRMED");
        return bought;
    }

    private List<JsonNode> awaitMails(BookingTestEvent event, int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> messages("MailRequested", event.id()).size() >= count);
        return messages("MailRequested", event.id());
    }

    private HttpResponse<byte[]> fetch(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base() + path)).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void tickets_come_by_mail_in_the_language_of_the_contact() throws Exception {
        var concert = concert().seated("Parkett", 2, 4, 4500).open();
        var alice = buyer("alice-of-mail");
        var booking = buy(alice, concert, JUTTA);

        var mail = awaitMails(concert, 1).getFirst();
        assertThat(mail.path("recipient").asString()).isEqualTo("jutta@example.de");
        assertThat(mail.path("subject").asString()).startsWith("Ihre Tickets für ");
        assertThat(mail.path("body").asString())
                .startsWith("Guten Tag Jutta Müller,\n\nIhre Buchung ist bestätigt.")
                .contains("Parkett, Reihe A, Platz 1", "45,00", booking.text("bookingId"));
        assertThat(mail.path("locale").asString()).isEqualTo("de-AT");

        var pdf = fetch(mail.at("/attachments/0/path").asString());
        assertThat(pdf.statusCode()).isEqualTo(200);
        try (var document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Jutta Müller", "Reihe A · Platz 1", "45,00", "Buchung " + booking.text("bookingId"));
        }
        var calendar = fetch(mail.at("/attachments/1/path").asString());
        assertThat(new String(calendar.body(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("UID:" + booking.text("bookingId"))
                .endsWith("END:VCALENDAR\r\n");
        assertThat(alice.get("/bookings/" + booking.text("bookingId") + "/tickets")
                        .body()
                        .at("/tickets/0/holderName")
                        .asString(""))
                .isEqualTo("Jutta Müller");
    }

    /// B12: the codes of the seats that were left are dead, so the new tickets are sent at once.
    @Test
    void who_is_moved_gets_new_tickets_by_mail() throws Exception {
        var concert = concert().seated("Parkett", 1, 4, 4500).open();
        var alice = buyer("alice-is-mailed");
        var booking = buy(alice, concert, JUTTA);
        awaitMails(concert, 1);
        var moved = BookingTestClient.of(base(), "olivia", "organizer")
                .post(
                        "/bookings/" + booking.text("bookingId") + "/seats",
                        Map.of("from", List.of(concert.ticket(0)), "to", List.of(concert.ticket(3))));
        assertThat(moved.status()).isEqualTo(200);

        var mail = awaitMails(concert, 2).getLast();
        assertThat(mail.path("subject").asString()).startsWith("Ihre neuen Plätze für ");
        assertThat(mail.path("body").asString())
                .contains("Parkett, Reihe A, Platz 4")
                .doesNotContain("Platz 1\n");
        try (var document =
                Loader.loadPDF(fetch(mail.at("/attachments/0/path").asString()).body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Platz 4");
        }
    }

    /// The link is the only proof the sender has: one that was made up opens nothing.
    @Test
    void an_attachment_is_only_for_who_was_told_its_path() throws Exception {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        buy(buyer("alice-of-links"), concert, JUTTA);
        var path = awaitMails(concert, 1).getFirst().at("/attachments/0/path").asString();
        var token = path.split("/")[3];
        var other = (token.charAt(5) == 'A' ? 'B' : 'A') + token.substring(6);
        assertThat(fetch(path.replace(token, token.substring(0, 5) + other)).statusCode())
                .isEqualTo(404);
    }

    /// Read twice by whoever, it is one mail: by its id.
    @Test
    void a_confirmation_that_is_told_twice_is_mailed_under_one_id() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        buy(buyer("alice-told-twice"), concert, JUTTA);
        awaitMails(concert, 1);
        var told = REDIS.command("XRANGE bo:events:booking - +")
                .lines()
                .filter(line -> line.startsWith("{\"messageId\""))
                .filter(line -> line.contains("BookingConfirmed")
                        && line.contains(concert.id().toString()))
                .findFirst()
                .orElseThrow();
        try (var redis = io.lettuce.core.RedisClient.create(REDIS.url());
                var connection = redis.connect()) {
            connection.sync().xadd("bo:events:booking", Map.of("type", "BookingConfirmed", "payload", told));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> REDIS.command("XRANGE bo:events:booking - +")
                                    .lines()
                                    .filter(line -> line.startsWith("{\"messageId\""))
                                    .filter(line -> line.contains("MailRequested")
                                            && line.contains(concert.id().toString()))
                                    .count()
                            >= 2);
        }
        assertThat(messages("MailRequested", concert.id())).as("by their ids").hasSize(1);
    }

    @Test
    void without_a_contact_the_token_says_where_mail_goes() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var hans = BookingTestClient.withToken(
                base(),
                TokenIssuer.shared().tokenWith("hans-of-token", Map.of("locale", "de_DE", "name", "Hans"), "buyer"));
        hans.buy(hans.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        var mail = awaitMails(concert, 1).getFirst();
        assertThat(mail.path("recipient").asString()).isEqualTo("hans-of-token@example.org");
        assertThat(mail.path("body").asString()).startsWith("Guten Tag Hans,");
    }

    @Test
    void tickets_are_sent_again_to_their_buyer_alone_and_not_without_end() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice-again");
        var path = "/bookings/" + buy(alice, concert, JUTTA).text("bookingId") + "/mails";
        assertThat(alice.send("POST", path, null).text("recipient")).isEqualTo("jutta@example.de");
        // The desk helps without reading the address: not all who work there may.
        var byTheDesk = BookingTestClient.of(base(), "agnes", "agent").send("POST", path, null);
        assertThat(byTheDesk.status()).isEqualTo(202);
        assertThat(byTheDesk.text("recipient")).isEqualTo("j***@e***");
        refused(buyer("mallory").send("POST", path, null), 404, "not-found");
        refused(alice.post(path, Map.of("recipient", "eve@example.org")), 422, "validation-failed");
        awaitMails(concert, 3);
        var answers = together(IntStream.range(0, 24)
                .<Callable<Integer>>mapToObj(
                        _ -> () -> alice.send("POST", path, null).status())
                .toList());
        assertThat(answers).filteredOn(status -> status == 202).hasSize(3);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(21);
    }

    @Test
    void a_contact_that_cannot_be_is_refused() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice-refused");
        var hold = alice.reserve(concert.ticket(0)).text("holdId");
        for (var contact : List.of(
                Map.of(),
                Map.of("email", "nobody"),
                Map.of("email", "a b@example.org"),
                Map.of("email", "a..b@example.org"),
                Map.of("email", ".a@example.org"),
                Map.of("email", "a@example.org", "locale", "!"),
                Map.of("email", "a@example.org", "phone", "1"))) {
            refused(
                    alice.put("/booking/confirm", Map.of("holdId", hold, "contact", contact)),
                    422,
                    "validation-failed");
        }
    }

    @Test
    void a_calendar_file_is_only_for_a_confirmed_booking() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice-of-calendars");
        var declined = alice.buy(alice.reserve(concert.ticket(1)).text("holdId"), "pm_card_chargeDeclined");
        refused(alice.get("/bookings/" + declined.text("bookingId") + "/calendar.ics"), 409, "booking-not-confirmed");
        refused(buyer("mallory").get("/bookings/" + declined.text("bookingId") + "/calendar.ics"), 404, "not-found");
    }

    /// An event that is put off leaves its buyers' calendars until it has a date again.
    @Test
    void a_calendar_file_of_a_postponed_event_takes_the_entry_out() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice-waits-for-a-date");
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        var path = "/bookings/" + booking.text("bookingId") + "/calendar.ics";
        assertThat(alice.get(path).raw().text()).contains("METHOD:PUBLISH", "DTSTART:", "STATUS:CONFIRMED");
        concert.move(null, null);
        REDIS.command("PUBLISH bo:catalog " + concert.id());
        await().untilAsserted(() -> assertThat(alice.get(path).raw().text())
                .contains("METHOD:CANCEL", "STATUS:CANCELLED", "UID:" + booking.text("bookingId"))
                .doesNotContain("DTSTART"));
    }

    @Test
    void what_is_given_back_is_told_by_mail() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        var alice = buyer("alice-gives-back");
        var booking = buy(alice, concert, Map.of("email", "alice@example.org"));
        awaitMails(concert, 1); // what is given back before it is mailed is not mailed
        alice.post("/bookings/" + booking.text("bookingId") + "/cancellation", Map.of());
        assertThat(awaitMails(concert, 2))
                .extracting(mail -> mail.path("subject").asString())
                .anyMatch(subject -> subject.startsWith("Your booking for "));
    }

    /// Whoever gives another address with another card is written to there.
    @Test
    void mail_goes_to_the_contact_that_was_given_last() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice-corrects-herself");
        for (var card : List.of("pm_card_chargeDeclined", "pm_card_authenticationRequired")) {
            var hold = alice.reserve(concert.ticket(card.equals("pm_card_chargeDeclined") ? 0 : 1))
                    .text("holdId");
            var waiting = alice.with("Prefer", "wait=20");
            waiting.put(
                    "/booking/confirm",
                    Map.of(
                            "holdId",
                            hold,
                            "paymentMethodId",
                            card,
                            "contact",
                            Map.of("email", "typo@example.org", "name", "Alise")));
            assertThat(waiting.put(
                                    "/booking/confirm",
                                    Map.of("holdId", hold, "paymentMethodId", "pm_card_visa", "contact", JUTTA))
                            .text("status"))
                    .isEqualTo("CONFIRMED");
        }
        assertThat(awaitMails(concert, 2)).allSatisfy(mail -> {
            assertThat(mail.path("recipient").asString()).isEqualTo("jutta@example.de");
            assertThat(mail.path("body").asString()).startsWith("Guten Tag Jutta Müller,");
        });
    }

    /// Nothing is mailed or printed as tickets of which none is its buyer's any more.
    @Test
    void who_has_no_ticket_left_is_sent_none() throws Exception {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice-has-none-left");
        var bob = buyer("bob-has-it");
        var booking = alice.buy(alice.reserve(concert.tickets(0, 2)).text("holdId"), "pm_card_visa");
        var path = "/bookings/" + booking.text("bookingId");
        var file = awaitMails(concert, 1).getFirst().at("/attachments/0/path").asString();
        var offer = alice.post("/tickets/" + concert.ticket(0) + "/transfers", Map.of("to", "bob-has-it"));
        assertThat(bob.send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null)
                        .status())
                .isEqualTo(200);
        assertThat(alice.post(path + "/cancellation", Map.of()).text("status")).isEqualTo("PARTIALLY_REFUNDED");

        refused(alice.get(path + "/tickets.pdf"), 404, "not-found");
        refused(alice.send("POST", path + "/mails", null), 404, "not-found");
        assertThat(fetch(file).statusCode()).isEqualTo(404);
    }

    /// A confirmation that is read only after the tickets went back promises none.
    @Test
    void tickets_that_went_back_before_their_mail_are_not_announced() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice-regrets-at-once");
        var bob = buyer("bob-keeps-it");
        var booking = alice.buy(alice.reserve(concert.tickets(0, 2)).text("holdId"), "pm_card_visa");
        awaitMails(concert, 1);
        var offer = alice.post("/tickets/" + concert.ticket(0) + "/transfers", Map.of("to", "bob-keeps-it"));
        bob.send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null);
        alice.post("/bookings/" + booking.text("bookingId") + "/cancellation", Map.of());

        tellAgain("BookingConfirmed", booking.text("bookingId"));
        var carol = buyer("carol-comes-later");
        var later = carol.buy(carol.reserve(concert.ticket(2)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        await().atMost(Duration.ofSeconds(30)).until(() -> ticketMails(later) == 1);
        assertThat(ticketMails(booking.text("bookingId"))).isOne();
    }

    private static void tellAgain(String type, String booking) {
        var told = told(type, booking).getFirst();
        try (var redis = io.lettuce.core.RedisClient.create(REDIS.url());
                var connection = redis.connect()) {
            connection.sync().xadd("bo:events:booking", Map.of("type", type, "payload", told));
        }
    }

    private static long ticketMails(String booking) {
        return told("MailRequested", booking).stream()
                .filter(mail -> mail.contains("tickets.pdf"))
                .count();
    }

    private static List<String> told(String type, String booking) {
        return REDIS.command("XRANGE bo:events:booking - +")
                .lines()
                .filter(line -> line.startsWith("{\"messageId\""))
                .filter(line -> line.contains(type) && line.contains(booking))
                .toList();
    }
}
