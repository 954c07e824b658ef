package dev.boxoffice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import dev.boxoffice.gateway.StandInService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// D7: many callers together hold no more than an address may, nor than a service has connections for.
@TestPropertySource(properties = {"boxoffice.ratelimit.streams.address=5", "boxoffice.ratelimit.streams.service=3"})
class StreamShareTest extends GatewayTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        over.countDown();
        clients.forEach(RawClient::close);
    }

    @Test
    void callers_of_one_address_share_what_it_and_what_a_service_may_have_open() {
        String booking = stream(BOOKINGS, "/bookings/");
        String event = stream(EVENTS, "/events/");
        List<RawClient> bookings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bookings.add(open(booking));
            assertThat(bookings.getLast().status()).isEqualTo(200);
        }
        assertThat(open(booking).status()).as("the service has three").isEqualTo(429);
        assertThat(open(event).status()).as("another service has its own").isEqualTo(200);
        assertThat(open(event).status()).isEqualTo(200);
        assertThat(open(event).status()).as("the address has five").isEqualTo(429);

        bookings.getFirst().close();
        await().atMost(Duration.ofSeconds(20)).until(() -> open(event).status() == 200);
    }

    private String stream(StandInService service, String noun) {
        String path = noun + UUID.randomUUID() + "/stream";
        service.on(path, exchange -> {
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

    /// By a caller of its own.
    private RawClient open(String path) {
        String caller = "watcher-" + UUID.randomUUID();
        RawClient client = RawClient.send(
                port,
                "GET " + path + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer " + TOKENS.token(caller, "buyer")
                        + "\n\n");
        clients.add(client);
        return client;
    }
}
