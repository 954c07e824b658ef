package dev.boxoffice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawConnectionTest {

    private final List<String> seen = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " "
                    + exchange.getRemoteAddress().getAddress().getHostAddress() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            var path = exchange.getRequestURI().getPath();
            var answer = "{\"holdId\":\"ä-1\",\"type\":\"https://x/seat-taken\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/taken") ? 409 : 201, path.equals("/chunks") ? 0 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void requests_come_from_the_address_given_and_answers_are_read_whole() throws IOException {
        var base = URI.create("http://localhost:" + server.getAddress().getPort());
        try (var connection = new RawConnection(base, "127.0.0.7")) {
            for (var path : List.of("/plain", "/chunks", "/plain")) {
                assertThat(connection
                                .send("POST", path, "token", "", "{\"a\":1}")
                                .expect(201)
                                .text("holdId"))
                        .isEqualTo("ä-1");
            }
            assertThatThrownBy(() ->
                            connection.send("GET", "/taken", "token", "", "").expect(201))
                    .hasMessage("409 https://x/seat-taken");
        }
        assertThat(seen)
                .containsExactly(
                        "POST 127.0.0.7 Bearer token {\"a\":1}",
                        "POST 127.0.0.7 Bearer token {\"a\":1}",
                        "POST 127.0.0.7 Bearer token {\"a\":1}",
                        "GET 127.0.0.7 Bearer token ");
    }
}
