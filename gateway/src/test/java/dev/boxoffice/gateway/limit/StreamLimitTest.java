package dev.boxoffice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// D7: nobody holds more than a few of the connections that streams need.
class StreamLimitTest extends GatewayTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        over.countDown();
        clients.forEach(RawClient::close);
    }

    @Test
    void a_caller_has_five_streams_and_gets_another_when_one_has_ended() {
        String path = stream();
        String user = "watcher-" + UUID.randomUUID();
        List<RawClient> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RawClient one = open(path, user);
            assertThat(one.status()).isEqualTo(200);
            open.add(one);
        }
        RawClient refused = open(path, user);
        assertThat(refused.status()).isEqualTo(429);
        refused.close();
        RawClient neighbour = open(path, user + "-neighbour");
        assertThat(neighbour.status()).isEqualTo(200);

        open.getFirst().close(); // vanishes, without a word
        await().atMost(Duration.ofSeconds(20)).until(() -> open(path, user).status() == 200);
    }

    @Test
    void the_refusal_says_when_to_come_back() {
        String path = stream();
        String user = "watcher-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            assertThat(open(path, user).status()).isEqualTo(200);
        }
        var refused = send(as(request(path), user).GET().build());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(type(refused)).isEqualTo("/problems/rate-limited");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    }

    private String stream() {
        String path = "/bookings/" + UUID.randomUUID() + "/stream";
        BOOKINGS.on(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return path;
    }

    private RawClient open(String path, String user) {
        RawClient client = RawClient.send(
                port,
                "GET " + path + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer " + TOKENS.token(user, "buyer")
                        + "\n\n");
        clients.add(client);
        return client;
    }
}
