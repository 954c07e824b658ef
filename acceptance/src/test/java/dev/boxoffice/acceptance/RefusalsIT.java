package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.client.ApiClient;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is wrong with a request, the answer says so as a problem and nothing changes.
class RefusalsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ApiClient organizer = RunningPlatform.anybody();
    static ApiClient alice = organizer;
    static String event = "";

    @BeforeAll
    static void anEventIsOnSale() {
        organizer = RunningPlatform.signedIn("refusing-organizer", "organizer");
        alice = RunningPlatform.signedIn("alice-" + UUID.randomUUID(), "buyer");
        event = AcceptanceEventFactory.onSale(organizer, "Kleinkram");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404, not-found",
        "GET, /events/not-an-id, 404, not-found",
        "GET, /events/01950000-0000-7000-8000-000000000000, 404, not-found",
        "GET, /actuator/env, 404, not-found",
        "GET, /search?size=201, 422, validation-failed",
        "GET, '/search?location=91,0', 422, validation-failed",
        "GET, /bookings, 401, unauthenticated",
        "POST, /booking/reserve, 401, unauthenticated",
        "POST, /events, 401, unauthenticated",
    })
    void wrong_addresses_and_missing_tokens(String method, String path, int status, String type) {
        RunningPlatform.anybody().send(method, path, null).expectProblem(status, type);
    }

    @Test
    void a_method_an_address_does_not_take() {
        alice.delete("/search").expectProblem(405, "method-not-allowed");
        alice.send("PATCH", "/venues", Map.of()).expectProblem(405, "method-not-allowed");
        alice.send("PUT", "/performers/" + UUID.randomUUID(), Map.of()).expectProblem(405, "method-not-allowed");
    }

    @Test
    void tokens_that_do_not_hold() {
        var valid = RunningPlatform.anybody()
                .post("/dev/token", Map.of("subject", "alice", "roles", List.of("buyer")))
                .field("access_token")
                .split("\\.");
        var none = "eyJhbGciOiJub25lIn0." + valid[1] + ".";
        var tampered = valid[0] + "." + valid[1] + "." + valid[2].substring(0, valid[2].length() - 6) + "AAAAAA";
        var elsewhere = otherIssuer();
        for (var token : List.of(none, tampered, elsewhere, "x.y.z")) {
            RunningPlatform.anybody().withToken(token).get("/bookings").expectProblem(401, "unauthenticated");
            // A bad token is not the same as no token.
            RunningPlatform.anybody().withToken(token).get("/events/" + event).expectProblem(401, "unauthenticated");
        }
        alice.post("/venues", Map.of("name", "x")).expectProblem(403, "forbidden");
    }

    private static String otherIssuer() {
        try {
            var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            return signed(keys.getPrivate(), "elsewhere", "https://issuer.example", Instant.now());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Test
    void a_token_whose_time_is_over() throws IOException, GeneralSecurityException {
        var file = RunningPlatform.root().resolve("acceptance/target/platform/secrets/issuer-key.json");
        assumeTrue(Files.exists(file), "the issuer's key of a platform started elsewhere is not at hand");
        var jwk = JSON.readTree(Files.readString(file));
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateKeySpec(number(jwk, "n"), number(jwk, "d")));
        var issuer = RunningPlatform.shared().gateway().toString();
        var kid = jwk.path("kid").asString();
        RunningPlatform.anybody()
                .withToken(signed(key, kid, issuer, Instant.now()))
                .get("/bookings")
                .expect(200);
        RunningPlatform.anybody()
                .withToken(signed(key, kid, issuer, Instant.now().minus(Duration.ofHours(2))))
                .get("/bookings")
                .expectProblem(401, "unauthenticated");
    }

    private static BigInteger number(JsonNode jwk, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asString()));
    }

    /// A token that is good for an hour.
    private static String signed(PrivateKey key, String kid, String issuer, Instant from)
            throws GeneralSecurityException {
        var claims = Map.of(
                "iss", issuer,
                "sub", "alice",
                "aud", List.of("boxoffice"),
                "roles", List.of("buyer"),
                "iat", from.getEpochSecond(),
                "exp", from.plus(Duration.ofHours(1)).getEpochSecond());
        var content = part(Map.of("alg", "RS256", "kid", kid, "typ", "JWT")) + "." + part(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String part(Map<String, ?> values) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
    }

    @Test
    void bodies_nobody_can_read() {
        alice.post("/booking/reserve", "{\"ticketId\":").expectProblem(400, "malformed-request");
        alice.post("/booking/reserve", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .expectProblem(415, "unsupported-media-type");
        alice.post("/booking/reserve", "{\"ticketId\":\"" + "a".repeat(1 << 20) + "\"}")
                .expectProblem(413, "payload-too-large");
    }

    @Test
    void seats_that_are_not_there_or_too_many() {
        alice.post("/booking/reserve", Map.of("ticketId", event + ".60")).expectProblem(404, "not-found");
        alice.post("/booking/reserve", Map.of("ticketId", "nonsense")).expectProblem(404, "not-found");
        var other = AcceptanceEventFactory.onSale(organizer, "Anderes");
        var before = availability(other);
        alice.post("/booking/reserve", Map.of("ticketIds", List.of(event + ".1", other + ".1")))
                .expectProblem(422, "validation-failed");
        alice.post("/booking/reserve", Map.of("eventId", event, "quantity", 1, "ticketIds", List.of(other + ".1")))
                .expectProblem(422, "validation-failed");
        var many = new ArrayList<String>();
        for (var i = 0; i < 201; i++) {
            many.add(event + "." + i);
        }
        alice.post("/booking/reserve", Map.of("ticketIds", many)).expectProblem(422, "ticket-limit");
        alice.post("/booking/reserve", Map.of()).expectProblem(422, "validation-failed");
        assertThat(availability(other)).as("nothing has changed").isEqualTo(before);
    }

    private static String availability(String id) {
        return RunningPlatform.anybody()
                .get("/events/" + id + "/availability")
                .expect(200)
                .text();
    }

    @Test
    void events_that_make_no_sense() {
        var venue = AcceptanceEventFactory.venue(organizer);
        var good = AcceptanceEventFactory.event(venue, "Unsinn");
        refuse(
                good,
                "salesEndAt",
                Instant.now().toString(),
                "salesStartAt",
                Instant.now().plusSeconds(60).toString());
        refuse(good, "salesStartAt", "2999-01-01T00:00:00Z");
        refuse(good, "category", "KNITTING");
        refuse(good, "name", " ");
        refuse(good, "priceTiers", List.of(tier("Seats", -1, "EUR", "Stalls")));
        refuse(good, "priceTiers", List.of(tier("Seats", 1, "EUR", "Stalls"), tier("Standing", 1, "USD", "Floor")));
        var withoutFloor =
                organizer.post("/events", with(good, "priceTiers", List.of(tier("Seats", 1, "EUR", "Stalls"))));
        if (withoutFloor.status() == 201) {
            organizer
                    .post("/events/" + withoutFloor.field("id") + "/publication", Map.of())
                    .expectProblem(422, "validation-failed");
        } else {
            withoutFloor.expectProblem(422, "validation-failed");
        }
    }

    @Test
    void a_plan_of_too_many_places() {
        var venue = AcceptanceEventFactory.venue(organizer);
        organizer
                .put(
                        "/venues/" + venue + "/seating-plan",
                        Map.of(
                                "sections",
                                List.of(Map.of("name", "A", "kind", "GENERAL_ADMISSION", "capacity", 200_001))))
                .expectProblem(422, "validation-failed");
    }

    @Test
    void an_edit_of_what_has_changed() {
        var id = organizer
                .post("/events", AcceptanceEventFactory.event(AcceptanceEventFactory.venue(organizer), "Entwurf"))
                .expect(201)
                .field("id");
        var tag = organizer.get("/events/" + id).headers().firstValue("ETag").orElseThrow();
        var patch = "{\"name\":\"Neuer Name\"}";
        var type = new String[] {"Content-Type", "application/merge-patch+json"};
        organizer
                .send("PATCH", "/events/" + id, patch, type[0], type[1], "If-Match", tag)
                .expect(200);
        organizer
                .send("PATCH", "/events/" + id, patch, type[0], type[1], "If-Match", tag)
                .expectProblem(412, "precondition-failed");
        organizer.send("PATCH", "/events/" + id, patch, type).expectProblem(428, "precondition-required");
    }

    @Test
    void a_repeated_reservation_is_the_first_one_again() {
        var body = Map.of("ticketId", event + ".20");
        var key = UUID.randomUUID().toString();
        var first = alice.post("/booking/reserve", body, "Idempotency-Key", key).expect(201);
        var again = alice.post("/booking/reserve", body, "Idempotency-Key", key).expect(201);
        assertThat(again.field("holdId")).isEqualTo(first.field("holdId"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        alice.post("/booking/reserve", Map.of("ticketId", event + ".21"), "Idempotency-Key", key)
                .expectProblem(422, "idempotency-key-reused");
        var other = AcceptanceEventFactory.onSale(organizer, "Gleicher Schlüssel");
        alice.post("/booking/reserve", Map.of("ticketId", other + ".20"), "Idempotency-Key", key)
                .expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void every_problem_type_has_a_page() {
        for (var slug :
                List.of("seat-taken", "admission-required", "hold-expired", "validation-failed", "unavailable")) {
            var page = RunningPlatform.anybody()
                    .get("/problems/" + slug, "Accept", "text/html")
                    .expect(200);
            assertThat(page.text()).contains("<h1");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        }
        RunningPlatform.anybody().get("/problems/nonsense").expectProblem(404, "not-found");
    }

    @Test
    void one_document_describes_the_whole_platform() {
        var paths =
                RunningPlatform.anybody().get("/v3/api-docs").expect(200).json().path("paths");
        for (var path : List.of(
                "/events/{eventId}",
                "/search",
                "/booking/reserve",
                "/booking/confirm",
                "/support/cases",
                "/events/{eventId}/queue")) {
            assertThat(paths.has(path)).as(path).isTrue();
        }
    }

    private static void refuse(Map<String, Object> good, Object... changes) {
        organizer.post("/events", with(good, changes)).expectProblem(422, "validation-failed");
    }

    private static Map<String, Object> with(Map<String, Object> good, Object... changes) {
        var event = new java.util.HashMap<>(good);
        for (var i = 0; i < changes.length; i += 2) {
            event.put((String) changes[i], changes[i + 1]);
        }
        return event;
    }

    private static Map<String, Object> tier(String name, long amount, String currency, String section) {
        return Map.of(
                "name", name, "price", Map.of("amount", amount, "currency", currency), "sections", List.of(section));
    }
}
