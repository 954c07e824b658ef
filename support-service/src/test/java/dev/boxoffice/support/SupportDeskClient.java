package dev.boxoffice.support;

import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.ContractValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the support desk over HTTP, as people do.
public final class SupportDeskClient {

    public record Answer(int status, HttpResponse<String> response, JsonNode body) {

        public String text(String field) {
            return body.path(field).asString("");
        }

        public UUID id() {
            return UUID.fromString(text("id"));
        }

        public String problem() {
            return text("type").replace("/problems/", "");
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final String base;

    public SupportDeskClient(int port) {
        this.base = "http://localhost:" + port;
    }

    public static String someone(String what) {
        return what + "-" + NAMES.incrementAndGet() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    public static String buyer(String name) {
        return TokenIssuer.shared().token(name, "buyer");
    }

    public static String agent(String name) {
        return TokenIssuer.shared().token(name, "agent");
    }

    public static String manager() {
        return TokenIssuer.shared().token("manager", "support-manager");
    }

    public Answer get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    public Answer post(String path, String token, Map<String, ?> body) {
        return send(request(path, token)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    public Answer put(String path, String token, Map<String, ?> body) {
        return send(request(path, token)
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    public Answer send(HttpRequest request) {
        try {
            var response = ContractValidator.shared().check(http.send(request, BodyHandlers.ofString()));
            var type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    response.statusCode(),
                    response,
                    type.contains("json") ? JSON.readTree(response.body()) : JSON.nullNode());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /// A report about nothing in particular, with these fields on top.
    public static Map<String, Object> report(Object... fields) {
        var report = new LinkedHashMap<String, Object>();
        report.put("subject", "A question");
        report.put("body", "Something is odd.");
        report.put("channel", "IN_APP");
        for (var i = 0; i < fields.length; i += 2) {
            report.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return report;
    }

    public Answer open(String reporter, Object... fields) {
        return post("/support/cases", buyer(reporter), report(fields));
    }

    public Answer available(String agent, String... skills) {
        return put(
                "/support/agents/me",
                agent(agent),
                Map.of("presence", "AVAILABLE", "skills", java.util.List.of(skills), "capacity", 10));
    }

    public Answer next(String queue, String agent) {
        return post("/support/queues/" + queue + "/next", agent(agent), Map.of());
    }

    public Answer act(UUID id, String action, String token, Object... fields) {
        var body = new LinkedHashMap<String, Object>();
        for (var i = 0; i < fields.length; i += 2) {
            body.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return post("/support/cases/" + id + "/" + action, token, body);
    }
}
