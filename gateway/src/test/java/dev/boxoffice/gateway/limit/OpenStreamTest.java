package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import dev.boxoffice.gateway.StandInService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/// Streams that stay open until the test is over.
abstract class OpenStreamTest extends GatewayTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        over.countDown();
        clients.forEach(RawClient::close);
    }

    /// A path of a stream of that service.
    String stream(StandInService service, String noun) {
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

    RawClient open(String path, String user) {
        RawClient client = RawClient.send(
                port,
                "GET " + path + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer " + TOKENS.token(user, "buyer")
                        + "\n\n");
        clients.add(client);
        return client;
    }
}
