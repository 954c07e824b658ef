package dev.boxoffice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public API as a buyer's or organiser's program calls it.
final class Api {

    /// How many events are put on sale at once.
    private static final int MAKERS = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        /// @throws IllegalStateException with status and problem type, which groups failures in the report
        Answer expect(int... statuses) {
            for (var wanted : statuses) {
                if (status == wanted) {
                    return this;
                }
            }
            var type = body.startsWith("{") ? json().path("type").asString("") : "";
            throw new IllegalStateException(status + " " + type);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    String token(String subject, String... roles) throws IOException, InterruptedException {
        return call("POST", "/dev/token", null, Map.of("subject", subject, "roles", roles))
                .expect(200)
                .json()
                .path("access_token")
                .asString();
    }

    List<String> buyers(int count) throws IOException, InterruptedException {
        var tokens = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            tokens.add(token("bench-buyer-" + i, "buyer"));
        }
        return tokens;
    }

    /// Puts an event of `rows` × `seatsPerRow` seats on sale, without a limit a customer that a load run would hit.
    String eventOnSale(String name, int rows, int seatsPerRow) throws IOException, InterruptedException {
        return eventsOnSale(name, 1, rows, seatsPerRow).getFirst();
    }

    /// Several such events, in one hall.
    List<String> eventsOnSale(String name, int count, int rows, int seatsPerRow)
            throws IOException, InterruptedException {
        var organizer = token("bench-organizer", "organizer");
        var venue = hall(organizer, rows, seatsPerRow);
        var events = new ConcurrentLinkedQueue<String>();
        var made = Load.times(
                MAKERS,
                count,
                index -> events.add(eventOnSale(organizer, venue, count == 1 ? name : name + " " + index)));
        if (made.failed() > 0) {
            throw new IllegalStateException("not every event could be put on sale: " + made.reasons());
        }
        return List.copyOf(events);
    }

    private String hall(String organizer, int rows, int seatsPerRow) throws IOException, InterruptedException {
        var venue = call(
                        "POST",
                        "/venues",
                        organizer,
                        Map.of(
                                "name",
                                "Bench Hall",
                                "address",
                                Map.of("line1", "1 Load Street", "city", "Berlin", "countryCode", "DE"),
                                "location",
                                Map.of("latitude", 52.52, "longitude", 13.40),
                                "timezone",
                                "Europe/Berlin"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        call(
                        "PUT",
                        "/venues/" + venue + "/seating-plan",
                        organizer,
                        Map.of(
                                "sections",
                                List.of(Map.of(
                                        "name",
                                        "Stalls",
                                        "kind",
                                        "SEATED",
                                        "rowCount",
                                        rows,
                                        "seatsPerRow",
                                        seatsPerRow))))
                .expect(200);
        return venue;
    }

    private String eventOnSale(String organizer, String venue, String name) throws IOException, InterruptedException {
        var startsAt =
                java.time.Instant.now().plus(Duration.ofDays(30)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        var event = call(
                        "POST",
                        "/events",
                        organizer,
                        Map.of(
                                "name",
                                name,
                                "category",
                                "MUSIC",
                                "venueId",
                                venue,
                                "startsAt",
                                startsAt.toString(),
                                "priceTiers",
                                List.of(Map.of(
                                        "name",
                                        "Standard",
                                        "price",
                                        Map.of("amount", 4500, "currency", "EUR"),
                                        "sections",
                                        List.of("Stalls"))),
                                "maxTicketsPerBooking",
                                8,
                                "maxTicketsPerCustomer",
                                10_000))
                .expect(201)
                .json()
                .path("id")
                .asString();
        call("POST", "/events/" + event + "/publication", organizer, Map.of()).expect(200);
        return event;
    }

    Answer reserve(String token, String ticketId) throws IOException, InterruptedException {
        return call("POST", "/booking/reserve", token, Map.of("ticketId", ticketId));
    }

    /// Confirms with Stripe's test card and waits for the final state.
    Answer confirm(String token, String holdId) throws IOException, InterruptedException {
        return call(
                "PUT",
                "/booking/confirm",
                token,
                Map.of("holdId", holdId, "paymentMethodId", "pm_card_visa"),
                "Prefer",
                "wait=20");
    }

    Answer get(String path, @Nullable String token) throws IOException, InterruptedException {
        return call("GET", path, token, null);
    }

    Answer call(String method, String path, @Nullable String token, @Nullable Object body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
