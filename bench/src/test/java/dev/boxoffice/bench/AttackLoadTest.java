package dev.boxoffice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// P12: an attack is one only if each kind reaches the other side, and it must be over when the work is.
class AttackLoadTest {

    @Test
    void it_attacks_in_every_way_and_ends_with_the_work() throws Exception {
        var paths = ConcurrentHashMap.<String>newKeySet();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(requests);
            server.createContext("/", exchange -> {
                var keyed = exchange.getRequestHeaders().containsKey("Idempotency-Key");
                paths.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath() + (keyed ? " with a key" : ""));
                exchange.sendResponseHeaders(429, -1);
                exchange.close();
            });
            server.start();
            var attack = new AttackLoad(server.getAddress().getPort(), "token", "e1");

            var seen = attack.during(() -> {
                await().until(() -> paths.size() == 6);
                return paths.size();
            });

            assertThat(seen).isEqualTo(6);
            assertThat(paths)
                    .containsExactlyInAnyOrder(
                            "POST /booking/reserve",
                            "POST /webhooks/stripe",
                            "GET /events/e1/availability/stream",
                            "GET /bookings",
                            "POST /booking/reserve with a key",
                            "POST /events/import");
            var tried = attack.tries(AttackLoad.Kind.BAD_TOKEN);
            assertThat(tried).isPositive();
            assertThat(attack.tries(AttackLoad.Kind.BAD_TOKEN)).isEqualTo(tried);
        } finally {
            server.stop(0);
        }
    }
}
