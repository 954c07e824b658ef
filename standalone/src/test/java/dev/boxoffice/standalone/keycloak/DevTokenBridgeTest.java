package dev.boxoffice.standalone.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a token endpoint that answers as Keycloak's does.
class DevTokenBridgeTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer keycloak;
    private DevTokenBridge devToken;

    @BeforeEach
    void start() throws IOException {
        keycloak = HttpServer.create(ANY_PORT, 0);
        keycloak.createContext("/realms/boxoffice/protocol/openid-connect/token", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var known = form.contains("username=alice")
                    && form.contains("password=p%26w")
                    && form.contains("client_id=demo")
                    && form.contains("grant_type=password");
            var body = (known
                            ? "{\"access_token\":\"signed\",\"expires_in\":900,\"refresh_token\":\"r\"}"
                            : "{\"error\":\"invalid_grant\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keycloak.start();
        var realm = URI.create("http://localhost:%d/realms/boxoffice"
                .formatted(keycloak.getAddress().getPort()));
        devToken = DevTokenBridge.start(ANY_PORT, new DevTokenBridge.Realm(realm, "demo", "p&w"));
    }

    @AfterEach
    void stop() {
        devToken.close();
        keycloak.stop(0);
        http.close();
    }

    @Test
    void a_demo_user_gets_a_token() throws Exception {
        var answer = ask("{\"subject\":\"alice\",\"roles\":[\"buyer\"]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"access_token\":\"signed\"", "\"token_type\":\"Bearer\"", "\"expires_in\":900")
                .doesNotContain("refresh");
    }

    @Test
    void nobody_else_does() throws Exception {
        assertThat(ask("{\"subject\":\"mallory\"}").statusCode()).isEqualTo(422);
        assertThat(ask("{}").statusCode()).isEqualTo(422);
        assertThat(ask("{").statusCode()).isEqualTo(422);
    }

    @Test
    void a_keycloak_that_is_away_is_an_outage() throws Exception {
        keycloak.stop(0);
        assertThat(ask("{\"subject\":\"alice\"}").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> ask(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/dev/token".formatted(devToken.port())))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
