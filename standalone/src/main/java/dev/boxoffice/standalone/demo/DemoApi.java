package dev.boxoffice.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public API as the demo organiser's program calls it. A key with every call makes a repetition harmless.
final class DemoApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_TRIES = 20;
    private static final long MOST_WAIT_SECONDS = 10;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String token;

    private DemoApi(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    static DemoApi as(String organizer, URI gateway) throws IOException, InterruptedException {
        var token = new DemoApi(gateway, "")
                .send("POST", "/dev/token", "", Map.of("subject", organizer, "roles", List.of("organizer")))
                .path("access_token")
                .asString();
        return new DemoApi(gateway, token);
    }

    /// @return the answer's body
    /// @throws IOException when the platform refuses: the demo data are then wrong, or the platform is
    JsonNode send(String method, String path, String key, Object body) throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var request = HttpRequest.newBuilder(gateway.resolve(path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json.writeValueAsString(body)));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token).header("Idempotency-Key", key);
            }
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() < 300) {
                return json.readTree(response.body());
            }
            var mayPass = response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() == UNAVAILABLE;
            if (!mayPass || attempt == MOST_TRIES) {
                throw new IOException(
                        method + " " + path + " answered " + response.statusCode() + ": " + response.body());
            }
            Thread.sleep(Duration.ofSeconds(secondsToWait(response)));
        }
    }

    private static long secondsToWait(HttpResponse<?> response) {
        return Math.min(response.headers().firstValueAsLong("Retry-After").orElse(1), MOST_WAIT_SECONDS);
    }
}
