package dev.boxoffice.search;

import dev.boxoffice.testkit.contract.ContractValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running search-service over HTTP.
public final class SearchApiClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    public SearchApiClient(int port) {
        this.base = "http://localhost:" + port;
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        public List<String> names() {
            return texts("events", "name");
        }

        public List<String> ids() {
            return texts("events", "id");
        }

        public List<String> texts(String list, String field) {
            var texts = new ArrayList<String>();
            body.path(list).forEach(each -> texts.add(each.path(field).asString("")));
            return texts;
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /// @param parameters names and values in turn
    public Answer search(String... parameters) {
        return get("/search" + query(parameters));
    }

    public Answer suggest(String term) {
        return get("/search/suggest" + query("term", term));
    }

    public static String query(String... parameters) {
        var query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    public Answer get(String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token));
    }

    public Answer post(String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = ContractValidator.shared()
                    .check(http.send(
                            request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString()));
            var json = response.headers().firstValue("Content-Type").orElse("").contains("json");
            var body = json ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
