package dev.boxoffice.event;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.testkit.TokenIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Calls the service as its clients do, over HTTP with signed tokens.
public final class EventApiClient {

    private final Environment environment;

    EventApiClient(Environment environment) {
        this.environment = environment;
    }

    /// An answer with its body read as JSON where it is some.
    public record Answer(int status, ApiAnswer raw) {

        public String text() {
            return raw.text();
        }

        public JsonNode json() {
            return raw.json();
        }

        public Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }

        public String etag() {
            return header("ETag").orElseThrow();
        }

        public String id() {
            return json().get("id").stringValue();
        }

        /// The `type` of a problem.
        public String problem() {
            return json().path("type").asString("no problem: " + text());
        }

        /// The fields a validation problem names.
        public java.util.List<String> fields() {
            return json().path("errors")
                    .valueStream()
                    .map(error -> error.get("field").stringValue())
                    .toList();
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String token, String body, String... headers) {
        return send(request(path, with(token, headers)).POST(BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String token, String body, String... headers) {
        return send(request(path, with(token, headers)).PUT(BodyPublishers.ofString(body)));
    }

    public Answer patch(String path, String token, String ifMatch, String body) {
        return send(request(path, "Authorization", "Bearer " + token, "If-Match", ifMatch)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer send(HttpRequest.Builder request) {
        var answer = api().send(request);
        return new Answer(answer.status(), answer);
    }

    public HttpRequest.Builder request(String path, String... headers) {
        return api().request(path, headers);
    }

    private ApiClient api() {
        return ApiClient.atPort(port());
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    public int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    private static String[] with(String token, String... headers) {
        return Stream.concat(
                        Stream.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                        Arrays.stream(headers))
                .toArray(String[]::new);
    }

    public static String organizer() {
        return token("olivia", "organizer");
    }

    public static String token(String subject, String... roles) {
        return TokenIssuer.shared().token(subject, roles);
    }

    // What most tests need before they start.

    public String venue(String seatingPlan) {
        var venue = post("/venues", organizer(), """
                {"name": "Théâtre du Nord", "timezone": "Europe/Paris",
                 "address": {"line1": "1 place du Marché", "city": "Lille", "countryCode": "FR", "postalCode": "59000"},
                 "location": {"latitude": 50.6366, "longitude": 3.0635}}""").id();
        if (!seatingPlan.isEmpty()) {
            var stored = put("/venues/" + venue + "/seating-plan", organizer(), seatingPlan);
            if (stored.status() != 200) {
                throw new IllegalStateException(stored.text());
            }
        }
        return venue;
    }

    public static String seated(String name, int rows, int seats) {
        return """
                {"name": "%s", "kind": "SEATED", "rowCount": %d, "seatsPerRow": %d}""".formatted(name, rows, seats);
    }

    public static String standing(String name, int capacity) {
        return """
                {"name": "%s", "kind": "GENERAL_ADMISSION", "capacity": %d}""".formatted(name, capacity);
    }

    public static String plan(String... sections) {
        return "{\"sections\": [" + String.join(",", sections) + "]}";
    }

    public static String event(String venue, String more) {
        return """
                {"name": "Beyoncé & Friends", "category": "MUSIC", "venueId": "%s",
                 "startsAt": "2037-05-01T19:00:00Z"%s}""".formatted(venue, more.isEmpty() ? "" : ", " + more);
    }

    public static String tier(String name, long amount, String... sections) {
        return """
                {"name": "%s", "price": {"amount": %d, "currency": "EUR"}, "sections": ["%s"]}""".formatted(name, amount, String.join("\", \"", sections));
    }

    public static String tiers(String... tiers) {
        return "\"priceTiers\": [" + String.join(",", tiers) + "]";
    }

    public String draft(String body) {
        var draft = post("/events", organizer(), body);
        if (draft.status() != 201) {
            throw new IllegalStateException(draft.text());
        }
        return draft.id();
    }

    /// The organization that an event belongs to.
    public String organizationOf(String event) {
        return get("/events/" + event, "Authorization", "Bearer " + organizer())
                .json()
                .get("organizationId")
                .stringValue();
    }

    /// One of olivia's beside her own.
    public String organization(String name) {
        return post("/organizations", organizer(), "{\"name\": \"%s\"}".formatted(name))
                .id();
    }

    /// Made by olivia.
    public void member(String organization, String subject, OrganizationRole role) {
        var stored = put(
                "/organizations/" + organization + "/members/" + subject,
                organizer(),
                "{\"role\": \"%s\"}".formatted(role));
        if (stored.status() != 200) {
            throw new IllegalStateException(stored.text());
        }
    }

    /// An event on sale with that many seats in rows of ten, and standing room.
    public String onSale(int seats, int standing) {
        var sections = standing == 0
                ? plan(seated("Stalls", seats / 10, 10))
                : plan(seated("Stalls", seats / 10, 10), standing("Floor", standing));
        var prices = standing == 0
                ? tiers(tier("Gold", 4500, "Stalls"))
                : tiers(tier("Gold", 4500, "Stalls"), tier("Floor", 2500, "Floor"));
        var event = draft(event(venue(sections), prices));
        var published = post("/events/" + event + "/publication", organizer(), "");
        if (published.status() != 200) {
            throw new IllegalStateException(published.text());
        }
        return event;
    }
}
