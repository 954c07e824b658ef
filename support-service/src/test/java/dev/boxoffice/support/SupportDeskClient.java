package dev.boxoffice.support;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import dev.boxoffice.testkit.TokenIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Speaks to the support desk over HTTP, as people do.
public final class SupportDeskClient {

    public record Answer(int status, ApiAnswer response, JsonNode body) {

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

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ApiClient api;
    private final Clock clock;
    private final URI address;

    public SupportDeskClient(int port, Clock clock) {
        this.address = URI.create("http://localhost:" + port);
        this.api = ApiClient.atPort(port);
        this.clock = clock;
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

    public URI address() {
        return address;
    }

    public Answer get(String path, String token) {
        return of(api.withToken(token).get(path));
    }

    public Answer delete(String path, String token) {
        return of(api.withToken(token).delete(path));
    }

    public Answer post(String path, String token, Map<String, ?> body) {
        return of(api.withToken(token).post(path, body));
    }

    public Answer put(String path, String token, Map<String, ?> body) {
        return of(api.withToken(token).put(path, body));
    }

    public Answer send(HttpRequest.Builder request) {
        return of(api.send(request));
    }

    /// An answer that is a file.
    public ApiAnswer download(String path, String token) {
        return api.withToken(token).get(path);
    }

    /// Of an answer that is no JSON.
    public String text(HttpRequest.Builder request) {
        return api.send(request).text();
    }

    private static Answer of(ApiAnswer answer) {
        return new Answer(answer.status(), answer, answer.json());
    }

    /// @param token null for somebody who does not sign in
    public HttpRequest.Builder request(String path, @Nullable String token) {
        var caller = token == null ? api : api.withToken(token);
        return caller.request(path, "Content-Type", "application/json");
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

    /// A case of severity 1: our own rows show what the reporter says.
    public Answer openWithEvidence(String reporter, String errorCode, Object... fields) {
        PlatformTables.evidence(reporter, errorCode, clock.instant());
        var report = report(fields);
        report.put("errorCode", errorCode);
        return post("/support/cases", buyer(reporter), report);
    }

    /// Somebody of the house, with these skills granted, ready to take cases.
    public Answer available(String agent, String... skills) {
        vouchFor(agent, skills);
        return put("/support/agents/me", agent(agent), Map.of("presence", "AVAILABLE", "capacity", 10));
    }

    public void vouchFor(String agent, String... skills) {
        put("/support/agents/" + agent, manager(), Map.of("contractor", false, "skills", java.util.List.of(skills)));
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
