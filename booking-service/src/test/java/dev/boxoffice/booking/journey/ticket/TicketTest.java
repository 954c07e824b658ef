package dev.boxoffice.booking.journey.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.nimbusds.jose.jwk.JWKSet;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TicketTest extends BookingServiceTest {

    private static final byte[] ED25519_X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    @Test
    void a_ticket_is_verified_offline_with_the_published_key() throws Exception {
        var tickets = bought("alice", 2).get("tickets");
        var key = JWKSet.parse(BookingTestClient.anonymous(base())
                        .get("/.well-known/ticket-keys.json")
                        .raw()
                        .text())
                .getKeys()
                .getFirst()
                .toOctetKeyPair();
        var x509 = Arrays.copyOf(ED25519_X509_HEAD, ED25519_X509_HEAD.length + 32);
        System.arraycopy(key.getDecodedX(), 0, x509, ED25519_X509_HEAD.length, 32);
        var publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        for (var ticket : tickets) {
            var code = ticket.path("code").asString();
            var parts = code.split("\\.");
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2])))
                    .isTrue();
            assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                    .contains(key.computeThumbprint().toString());
            assertThat(read(ticket.path("qr").asString())).isEqualTo(code);
        }
    }

    private static String read(String dataUrl) throws Exception {
        var png = Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    @Test
    void the_pdf_has_a_page_a_ticket_and_writes_names_right() throws Exception {
        var booking = bought("pdf", 3);
        var request = HttpRequest.newBuilder(
                        URI.create(base() + "/bookings/" + booking.get("id").asString() + "/tickets.pdf"))
                .header(
                        "Authorization",
                        "Bearer " + dev.boxoffice.testkit.TokenIssuer.shared().token("pdf", "buyer"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
            try (var pdf = Loader.loadPDF(answer.body())) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(3);
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains("Café Tacvba &", "Beyoncé Hall, Łódź", "Row A", "€45.00")
                        .doesNotContain("?");
            }
        }
    }

    @Test
    void a_ticket_admits_once_at_one_of_many_doors() {
        var code = code("alice");
        var answers = together(IntStream.range(0, 12)
                .<Callable<BookingTestResponse>>mapToObj(n -> () -> scan(code, "gate-" + n, "scan-" + n))
                .toList());
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        var others = answers.stream().filter(answer -> answer.status() != 200).toList();
        assertThat(others).allMatch(answer -> answer.problem().equals("already-checked-in"));
        assertThat(others).allMatch(answer -> answer.text("gate").startsWith("gate-"));
        assertThat(others).allMatch(answer -> !answer.text("at").isEmpty());
    }

    @Test
    void the_same_scan_sent_again_gets_the_first_answer() {
        var code = code("alice");
        var first = scan(code, "A", "n1");
        assertThat(first.text("result")).isEqualTo("ADMITTED");
        assertThat(scan(code, "A", "n1").body()).isEqualTo(first.body());
        refused(scan(code, "A", "n2"), 409, "already-checked-in");
    }

    /// D3: a repeat is nonce, gate and scanner; another scanner that counts its scans from 1 too is another.
    @Test
    void another_scanner_or_gate_with_the_same_nonce_is_another_scan() {
        var code = code("alice");
        assertThat(scan(code, "A", "1").status()).isEqualTo(200);
        refused(scan(code, "B", "1"), 409, "already-checked-in");
        refused(
                BookingTestClient.of(base(), "sarah", "scanner")
                        .post("/check-ins", Map.of("code", code, "gate", "A", "nonce", "1")),
                409,
                "already-checked-in");
    }

    /// D2: what a scanner puts around a code is not part of it.
    @Test
    void white_space_and_invisible_marks_around_a_code_do_not_count() {
        for (var around : List.of("\n", "\r\n", " ", "\t", "\u200B", "\uFEFF", "\u00A0")) {
            assertThat(scan(around + code("alice") + around, "A", "1").status()).isEqualTo(200);
        }
    }

    /// D1: the answer says what and where the ticket is for.
    @Test
    void a_check_in_names_event_and_seat() {
        var answer = scan(code("alice"), "A", "1");
        assertThat(answer.body().path("event").path("name").asString()).startsWith("Café Tacvba");
        assertThat(answer.text("section") + answer.text("row") + answer.text("seat"))
                .isEqualTo("StallsA1");
        assertThat(answer.text("priceType")).isEqualTo("Standard");
        assertThat(answer.text("checkInId")).isNotEmpty();
        assertThat(answer.text("at")).isNotEmpty();
    }

    /// D1: a gate admits to its own events, and a ticket that is refused there is good elsewhere.
    @Test
    void a_ticket_for_another_event_is_refused_and_not_used_up() {
        var tonight = concert().seated("Stalls", 1, 8, 4500).startingAt(soon()).open();
        var code =
                bought("alice", tonight, 1).get("tickets").get(0).path("code").asString();
        refused(scan(code, List.of(concert().id().toString()), "1"), 409, "wrong-event");
        var other = concert().id().toString();
        assertThat(scan(code, List.of(other, tonight.id().toString()), "2").text("result"))
                .isEqualTo("ADMITTED");
        assertThat(scan(code("bob"), List.of(), "1").text("result")).isEqualTo("ADMITTED");
    }

    /// A gate with a slip in its settings says so, and calls no guest's ticket wrong.
    @Test
    void what_a_gate_lets_into_is_named_by_ids() {
        var tonight = concert().seated("Stalls", 1, 8, 4500).startingAt(soon()).open();
        var code =
                bought("alice", tonight, 1).get("tickets").get(0).path("code").asString();
        var id = tonight.id().toString();
        for (var slip : List.of("x", "", id + "0", id.toUpperCase(Locale.ROOT), id.replace("-", ""))) {
            var answer = scan(code, List.of(slip, id), "1");
            refused(answer, 422, "validation-failed");
            assertThat(answer.body().path("errors").findValuesAsString("field")).containsExactly("eventIds[0]");
        }
        assertThat(scan(code, List.of(" " + id + " "), "1").text("result")).isEqualTo("ADMITTED");
    }

    /// D1: nobody is let in on another day.
    @Test
    void tickets_are_good_from_the_doors_to_the_end() {
        var matinee = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(5)))
                .open();
        var code =
                bought("alice", matinee, 1).get("tickets").get(0).path("code").asString();
        refused(scan(code, "A", "1"), 409, "too-early");
        move(matinee, Instant.now().minus(Duration.ofHours(13)), null);
        await().untilAsserted(() -> refused(scan(code, "A", "2"), 409, "event-over"));
        move(matinee, Instant.now().minus(Duration.ofHours(11)), null);
        await().untilAsserted(() -> assertThat(scan(code, "A", "3").status()).isEqualTo(200));
        move(matinee, Instant.now().minus(Duration.ofHours(2)), Instant.now().minusSeconds(1));
        await().untilAsserted(() -> refused(scan(code, "A", "4"), 409, "event-over"));
        assertThat(scan(code, "A", "3").status()).as("the first answer again").isEqualTo(200);
    }

    /// D1: the organiser says when the doors open; where they do not, it is four hours before the start.
    @Test
    void doors_open_when_the_organiser_says() {
        var later = concert()
                .seated("Stalls", 1, 8, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(5)))
                .open();
        var code = bought("alice", later, 1).get("tickets").get(0).path("code").asString();
        refused(scan(code, "A", "1"), 409, "too-early");
        later.openDoorsAt(Instant.now().minusSeconds(1));
        REDIS.command("PUBLISH bo:catalog " + later.id());
        await().untilAsserted(() -> assertThat(scan(code, "A", "2").status()).isEqualTo(200));
    }

    private static void move(BookingTestEvent event, Instant start, @Nullable Instant end) {
        event.move(start, end);
        REDIS.command("PUBLISH bo:catalog " + event.id());
    }

    @Test
    void a_guest_goes_out_and_comes_back() {
        var code = code("alice");
        refused(leave(code, "1"), 409, "not-checked-in");
        var in = scan(code, "A", "1");
        assertThat(leave(code, "1").text("result")).isEqualTo("LEFT");
        assertThat(leave(code, "1").text("result")).as("sent again").isEqualTo("LEFT");
        refused(leave(code, "2"), 409, "not-checked-in");
        assertThat(scan(code, "A", "1").body())
                .as("the first scan, sent again late")
                .isEqualTo(in.body());
        refused(leave(code, "3"), 409, "not-checked-in");
        assertThat(scan(code, "A", "4").text("result")).isEqualTo("ADMITTED");
        refused(scan(code, "A", "5"), 409, "already-checked-in");
    }

    private BookingTestResponse leave(String code, String nonce) {
        return BookingTestClient.of(base(), "sam", "scanner")
                .post("/check-ins", Map.of("code", code, "gate", "A", "nonce", nonce, "direction", "OUT"));
    }

    private BookingTestResponse scan(String code, List<String> events, String nonce) {
        return BookingTestClient.of(base(), "sam", "scanner")
                .post("/check-ins", Map.of("code", code, "eventIds", events, "gate", "A", "nonce", nonce));
    }

    private static Instant soon() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    @Test
    void cancelled_and_made_up_tickets_stay_outside() {
        var booking = bought("carl", 1);
        var code = booking.get("tickets").get(0).path("code").asString();
        buyer("carl").post("/bookings/" + booking.get("id").asString() + "/cancellation", Map.of());
        refused(scan(code, "A", "1"), 409, "ticket-cancelled");
        var forged = code.substring(0, code.length() - 6) + "AAAAAA";
        for (var bad : List.of(forged, "nonsense", "a.b.c", code + ".x")) {
            refused(scan(bad, "A", "1"), 409, "invalid-code");
        }
        refused(scan("", "A", "1"), 422, "validation-failed");
        refused(scan(code, " ", "1"), 422, "validation-failed");
    }

    @Test
    void a_used_ticket_cannot_be_given_back() {
        var booking = bought("dora", 1);
        scan(booking.get("tickets").get(0).path("code").asString(), "A", "1");
        refused(
                buyer("dora").post("/bookings/" + booking.get("id").asString() + "/cancellation", Map.of()),
                409,
                "cancellation-closed");
    }

    private Map<String, JsonNode> bought(String name, int quantity) {
        return bought(
                name, concert().seated("Stalls", 1, 8, 4500).startingAt(soon()).open(), quantity);
    }

    private Map<String, JsonNode> bought(String name, BookingTestEvent concert, int quantity) {
        var buyer = buyer(name);
        var id = buyer.buy(buyer.reserve(concert.tickets(0, quantity)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        var tickets = buyer.get("/bookings/" + id + "/tickets");
        assertThat(tickets.status()).isEqualTo(200);
        return Map.of(
                "tickets",
                tickets.body().path("tickets"),
                "id",
                BookingTestResponse.JSON.getNodeFactory().stringNode(id));
    }

    private String code(String name) {
        return bought(name, 1).get("tickets").get(0).path("code").asString();
    }

    private BookingTestResponse scan(String code, String gate, String nonce) {
        return BookingTestClient.of(base(), "sam", "scanner")
                .post("/check-ins", Map.of("code", code, "gate", gate, "nonce", nonce));
    }
}
