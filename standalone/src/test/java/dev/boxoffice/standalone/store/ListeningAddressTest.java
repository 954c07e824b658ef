package dev.boxoffice.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.http.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// D14: where the stores and the helpers' server listen, as the kernel tells it.
@Tag("stores")
class ListeningAddressTest {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final List<String> LOOPBACK = List.of("0100007F", "00000000000000000000000001000000");

    @BeforeEach
    void the_kernel_tells() {
        assumeTrue(Files.isReadable(TABLES.getFirst()), "skipped: no /proc/net/tcp here");
    }

    @Test
    void redis_listens_on_loopback() throws IOException {
        try (var redis = RedisServer.at(StoreHome.temporary("redis"), null)) {
            redis.start();
            assertThat(addresses(redis.port())).isNotEmpty().isSubsetOf(LOOPBACK);
        }
    }

    @Test
    void postgres_listens_on_loopback() throws IOException {
        var home = StoreHome.temporary("postgres");
        try (var postgres = PostgresServer.at(home, "secret")) {
            postgres.start();
            assertThat(addresses(home.port())).isNotEmpty().isSubsetOf(LOOPBACK);
        }
    }

    @Test
    void the_simulators_server_listens_on_loopback() throws IOException {
        try (var server = LoopbackServer.start(0, exchange -> Exchanges.json(exchange, 200, Map.of()))) {
            assertThat(addresses(server.port())).isNotEmpty().isSubsetOf(LOOPBACK);
        }
    }

    /// In the kernel's own hexadecimal words.
    private static List<String> addresses(int port) throws IOException {
        var found = new ArrayList<String>();
        for (var table : TABLES) {
            for (var line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                var words = line.strip().split("\\s+", -1);
                var local = words[1].split(":", -1);
                if (words[3].equals(LISTENING) && Integer.parseInt(local[local.length - 1], 16) == port) {
                    // An IPv4 address in an IPv6 socket is still that address.
                    found.add(local[0].replaceFirst("^0000000000000000FFFF0000", ""));
                }
            }
        }
        return found;
    }
}
