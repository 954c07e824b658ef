package dev.boxoffice.search;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Asks a running search-service over HTTP.
public final class SearchApiClient {

    private final ApiClient api;

    public SearchApiClient(int port) {
        this.api = ApiClient.atPort(port);
    }

    public record Answer(int status, JsonNode body, ApiAnswer response) {
        public List<String> names() {
            return texts("events", "name");
        }

        public List<String> ids() {
            return texts("events", "id");
        }

        public List<String> texts(String list, String field) {
            return response.texts(list, field);
        }

        public String header(String name) {
            return response.header(name);
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
        return of(api.get(path));
    }

    public Answer get(String path, String token) {
        return of(api.withToken(token).get(path));
    }

    public Answer post(String path, String token) {
        return of(api.withToken(token).post(path, null));
    }

    private static Answer of(ApiAnswer answer) {
        return new Answer(answer.status(), answer.json(), answer);
    }
}
