package dev.boxoffice.standalone.operator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The platform's API as an operator's program calls it.
final class OperatorCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final OperatorSettings settings;
    private Optional<String> token;

    OperatorCalls(OperatorSettings settings) {
        this.settings = settings;
        this.token = settings.token();
    }

    JsonNode gateway(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        return send(method, settings.gateway().resolve(path), body, token());
    }

    JsonNode booking(String method, String path) throws IOException, InterruptedException {
        return send(method, settings.booking().resolve(path), null, token());
    }

    /// A standalone platform signs one; everywhere else it comes from the identity provider.
    private String token() throws IOException, InterruptedException {
        if (token.isEmpty()) {
            var operator = Map.of("subject", "oscar", "roles", List.of("operator"));
            try {
                var answer = send("POST", settings.gateway().resolve("/dev/token"), operator, null);
                token = Optional.of(answer.path("access_token").asString());
            } catch (Refused notStandalone) {
                throw new Refused("set BOXOFFICE_TOKEN to an access token with the role operator ("
                        + notStandalone.getMessage() + ")");
            }
        }
        return token.get();
    }

    /// @throws Refused with the problem's own words
    private JsonNode send(String method, URI address, @Nullable Object body, @Nullable String bearer)
            throws IOException, InterruptedException {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.writeValueAsString(body));
        var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).method(method, publisher);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        var response = http.send(request.build(), BodyHandlers.ofString());
        var answer = parsed(response.body());
        if (response.statusCode() >= 300) {
            var detail = answer.path("detail").asString(answer.path("title").asString("no reason given"));
            throw new Refused(method + " " + address + " answered " + response.statusCode() + ": " + detail);
        }
        return answer;
    }

    private JsonNode parsed(String text) {
        return text.startsWith("{") ? json.readTree(text) : json.createObjectNode();
    }
}
