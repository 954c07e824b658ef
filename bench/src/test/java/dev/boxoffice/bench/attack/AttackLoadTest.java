package dev.boxoffice.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
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
            var attack = new AttackLoad(
                    new AttackLoad.Target(server.getAddress().getPort(), "buyer", "organizer", "e1", "b1"));

            var seen = attack.during(() -> {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> paths.size() == 8
                                && Arrays.stream(AttackKind.values()).allMatch(kind -> attack.carriedOut(kind) > 0));
                return paths.size();
            });

            assertThat(seen).isEqualTo(8);
            assertThat(paths)
                    .containsExactlyInAnyOrder(
                            "POST /booking/reserve",
                            "POST /webhooks/stripe",
                            "GET /events/e1/availability/stream",
                            "GET /events/e1/seat-map",
                            "GET /bookings/b1/stream",
                            "GET /bookings",
                            "POST /booking/reserve with a key",
                            "POST /events/import");
            assertThat(AttackKind.values())
                    .allSatisfy(kind ->
                            assertThat(attack.carriedOut(kind)).as("%s", kind).isPositive());
            var tried = attack.tries(AttackKind.BAD_TOKEN);
            assertThat(tried).isPositive();
            assertThat(attack.tries(AttackKind.BAD_TOKEN)).isEqualTo(tried);
        } finally {
            server.stop(0);
        }
    }
}
