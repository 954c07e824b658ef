package dev.boxoffice.booking.journey;

import static dev.boxoffice.booking.journey.ReserveTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Selling on a Redis in cluster mode: one member that has all slots, so that it refuses whatever reaches across two.
class BookingRedisClusterTest extends BookingServiceTest {

    private static Process member;
    private static BookingInstance instance;

    @BeforeAll
    static void start() {
        var address = startCluster();
        // Several addresses are a cluster, also where they are one.
        instance = BookingInstance.start(Duration.ZERO, Map.of("boxoffice.redis.url", address + "," + address));
    }

    @BeforeEach
    void webhooksGoThere() {
        STRIPE.deliverTo(URI.create(instance.base() + "/webhooks/stripe"));
    }

    @Override
    protected BookingTestClient buyer(String name) {
        return BookingTestClient.of(instance.base(), name, "buyer");
    }

    private static String startCluster() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        try (var binary = BookingRedisClusterTest.class
                .getClassLoader()
                .getResourceAsStream("redis-server-7.0.15-" + os + "-" + processor)) {
            var folder = Files.createTempDirectory("boxoffice-redis-cluster");
            var server = folder.resolve("redis-server");
            Files.copy(binary, server);
            assertThat(server.toFile().setExecutable(true)).isTrue();
            var port = freePort();
            member = new ProcessBuilder(
                            server.toString(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--cluster-port",
                            Integer.toString(freePort()),
                            "--cluster-enabled",
                            "yes",
                            "--dir",
                            folder.toString(),
                            "--save",
                            "")
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "redis-cluster.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(member::destroyForcibly));
            giveAllSlots(RedisURI.create("127.0.0.1", port));
            return "redis://127.0.0.1:" + port;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void giveAllSlots(RedisURI address) {
        try (var client = RedisClient.create(address)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> client.connect().sync().ping().equals("PONG"));
            var redis = client.connect().sync();
            redis.clusterAddSlots(IntStream.range(0, SlotHash.SLOT_COUNT).toArray());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> redis.clusterInfo().contains("cluster_state:ok"));
        }
    }

    @AfterAll
    static void stop() {
        instance.close();
        member.destroyForcibly();
    }

    @Test
    void seats_are_held_paid_given_back_and_held_again() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.tickets(0, 3));
        assertThat(hold.body().path("guaranteed").asBoolean()).isTrue();
        refused(buyer("bob").reserve(concert.ticket(1)), 409, "seat-taken");
        assertThat(alice.delete("/booking/holds/" + hold.text("holdId")).status())
                .isEqualTo(204);
        var bobs = buyer("bob").reserve(concert.tickets(1, 3));
        assertThat(buyer("bob").buy(bobs.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");
        refused(alice.reserve(concert.ticket(2)), 409, "seat-taken");
        promisesAreKept(concert);
    }

    @Test
    void a_key_used_for_one_event_is_refused_for_another_whose_seats_are_in_another_slot() {
        var first = concert().seated("Stalls", 1, 2, 4500).open();
        var other = concert().seated("Stalls", 1, 2, 4500).open();
        assertThat(List.of(slotOf(first), slotOf(other))).doesNotHaveDuplicates();
        var alice = buyer("alice").with("Idempotency-Key", "key-" + first.id());
        var hold = alice.reserve(first.ticket(0));
        assertThat(hold.status()).isEqualTo(201);
        refused(alice.reserve(other.ticket(0)), 422, "idempotency-key-reused");
        assertThat(buyer("bob").reserve(other.ticket(0)).status())
                .as("nothing was held")
                .isEqualTo(201);
        assertThat(alice.reserve(first.ticket(0)).text("holdId")).isEqualTo(hold.text("holdId"));
    }

    private static int slotOf(BookingTestEvent concert) {
        return SlotHash.getSlot("bo:{" + concert.id() + "}:");
    }
}
