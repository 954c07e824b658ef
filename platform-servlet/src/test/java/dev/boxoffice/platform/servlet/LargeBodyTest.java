package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// D8: imports that stall, or are sent again and again, take no more than their share.
@BoxofficeTest
@SpringBootTest(classes = NotesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class LargeBodyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LARGE = 2 << 20;

    @LocalServerPort
    int port;

    @Test
    void only_so_many_large_bodies_are_worked_on_and_of_each_caller_one() throws Exception {
        try (var one = stalled("one")) {
            awaitAnswer("one", 429);
            assertThat(send("two")).as("another caller's").isEqualTo(404);
            try (var two = stalled("two")) {
                awaitAnswer("three", 429);
                assertThat(two.isConnected()).isTrue();
            }
            assertThat(one.isConnected()).isTrue();
        }
        awaitAnswer("three", 404);
        awaitAnswer("one", 404);
    }

    /// Nothing is at this address, which is said once the body has been let in.
    private void awaitAnswer(String caller, int status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(send(caller)).isEqualTo(status));
    }

    private int send(String caller) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events/import"))
                .header("Authorization", "Bearer " + TokenIssuer.shared().token(caller, "organizer"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(LARGE)))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    /// It has a key, so that its body is waited for.
    private Socket stalled(String caller) throws IOException {
        var socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(("POST /events/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + LARGE + "\r\nIdempotency-Key: stalled-" + caller + "\r\n"
                                + "Authorization: Bearer "
                                + TokenIssuer.shared().token(caller, "organizer")
                                + "\r\n\r\n[")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
