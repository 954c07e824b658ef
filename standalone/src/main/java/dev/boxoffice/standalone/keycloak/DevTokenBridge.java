package dev.boxoffice.standalone.keycloak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `POST /dev/token` in front of Keycloak: signs a demo user of the imported realm in by the shared demo password.
///
/// The answer is the contract's; the roles are those the realm gives the user, whatever the request asks for.
public final class DevTokenBridge implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 4096;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Realm realm;
    private final HttpServer server;

    /// @param address the realm's, `http://keycloak:8080/realms/boxoffice`
    /// @param client a public client with direct access grants
    /// @param password of all demo users
    record Realm(URI address, String client, String password) {}

    private record Answer(int status, String type, String body) {}

    private DevTokenBridge(Realm realm, HttpServer server) {
        this.realm = realm;
        this.server = server;
    }

    static DevTokenBridge start(InetSocketAddress address, Realm realm) throws IOException {
        var devToken = new DevTokenBridge(realm, HttpServer.create(address, 0));
        devToken.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        devToken.server.createContext("/", devToken::serve);
        devToken.server.start();
        return devToken;
    }

    /// Set up by `SERVER_PORT`, `DEV_TOKEN_KEYCLOAK`, `DEV_TOKEN_CLIENT` and `DEV_TOKEN_PASSWORD`.
    public static void main(String[] arguments) throws IOException {
        var environment = System.getenv();
        start(
                new InetSocketAddress(Integer.parseInt(required(environment, "SERVER_PORT"))),
                new Realm(
                        URI.create(required(environment, "DEV_TOKEN_KEYCLOAK")),
                        required(environment, "DEV_TOKEN_CLIENT"),
                        required(environment, "DEV_TOKEN_PASSWORD")));
    }

    static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath()) {
            case "GET /healthz" -> new Answer(200, "text/plain", "ok");
            case "POST /dev/token" -> token(subject(exchange));
            default -> problem(404, "not-found", "There is only POST /dev/token.");
        };
    }

    private String subject(HttpExchange exchange) throws IOException {
        try {
            return json.readTree(exchange.getRequestBody().readNBytes(MOST_BYTES))
                    .path("subject")
                    .asString("");
        } catch (JacksonException malformed) {
            return "";
        }
    }

    private Answer token(String subject) {
        if (subject.isBlank()) {
            return problem(422, "validation-failed", "A subject is needed, the name of a demo user.");
        }
        var form = Map.of(
                "grant_type",
                "password",
                "client_id",
                realm.client(),
                "username",
                subject,
                "password",
                realm.password());
        var request = HttpRequest.newBuilder(URI.create(realm.address() + "/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? granted(response.body())
                    : problem(422, "validation-failed", "The realm has no demo user of that name.");
        } catch (IOException unreachable) {
            return problem(503, "unavailable", "Keycloak does not answer.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return problem(503, "unavailable", "Stopping.");
        }
    }

    private Answer granted(String body) {
        var grant = json.readTree(body);
        return new Answer(
                200,
                "application/json",
                json.writeValueAsString(Map.of(
                        "access_token", grant.path("access_token").asString(),
                        "token_type", "Bearer",
                        "expires_in", grant.path("expires_in").asInt())));
    }

    private Answer problem(int status, String slug, String detail) {
        var body = Map.of("type", "/problems/" + slug, "title", detail, "status", status, "detail", detail);
        return new Answer(status, "application/problem+json", json.writeValueAsString(body));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
