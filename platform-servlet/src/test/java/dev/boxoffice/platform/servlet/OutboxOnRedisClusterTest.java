package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.platform.outbox.OutboxRepository;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The starter on a real Redis Cluster of three masters, as production has it.
@Tag("stores")
class OutboxOnRedisClusterTest {

    private static final String PASSWORD = "secret";
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private static final List<Process> PROCESSES = new ArrayList<>();
    private static final List<RedisURI> MEMBERS = new ArrayList<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException {
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var name = "redis-server-7.0.15-" + os + "-" + processor;
        try (var binary = OutboxOnRedisClusterTest.class.getClassLoader().getResourceAsStream(name)) {
            assumeTrue(binary != null, "no " + name + " on the class path");
            Files.copy(binary, folder.resolve("redis-server"));
        }
        assertThat(folder.resolve("redis-server").toFile().setExecutable(true)).isTrue();
        for (var i = 0; i < MASTERS; i++) {
            startMaster();
        }
        join();
    }

    private static void startMaster() throws IOException {
        var port = freePort();
        var home = Files.createDirectory(folder.resolve("redis-" + port));
        var command = List.of(
                folder.resolve("redis-server").toString(),
                "--bind 127.0.0.1",
                "--port " + port,
                "--cluster-port " + freePort(),
                "--cluster-enabled yes",
                "--dir " + home,
                "--save ''",
                "--requirepass " + PASSWORD,
                "--masterauth " + PASSWORD);
        PROCESSES.add(new ProcessBuilder(String.join(" ", command).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start());
        MEMBERS.add(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withPassword(PASSWORD.toCharArray())
                .build());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Each master takes a third of the slots and meets the first.
    private static void join() {
        for (var i = 0; i < MASTERS; i++) {
            var from = SLOTS * i / MASTERS;
            var to = SLOTS * (i + 1) / MASTERS;
            try (var client = RedisClient.create(MEMBERS.get(i))) {
                await().atMost(Duration.ofSeconds(20))
                        .ignoreExceptions()
                        .until(() -> client.connect().sync().ping().equals("PONG"));
                var redis = client.connect().sync();
                redis.clusterAddSlots(IntStream.range(from, to).toArray());
            }
        }
        for (var i = 0; i < MASTERS; i++) {
            try (var client = RedisClient.create(MEMBERS.get(i))) {
                var redis = client.connect().sync();
                if (i == 0) {
                    for (var other : MEMBERS.subList(1, MASTERS)) {
                        redis.dispatch(
                                CommandType.CLUSTER,
                                new StatusOutput<>(StringCodec.UTF8),
                                new CommandArgs<>(StringCodec.UTF8)
                                        .add("MEET")
                                        .add("127.0.0.1")
                                        .add(other.getPort())
                                        .add(busPort(other)));
                    }
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> redis.clusterInfo().contains("cluster_state:ok")
                                && redis.clusterInfo().contains("cluster_known_nodes:" + MASTERS));
            }
        }
    }

    private static String busPort(RedisURI member) {
        try (var client = RedisClient.create(member)) {
            // `id ip:port@busport …`
            var myself = client.connect().sync().clusterMyId();
            var line = client.connect()
                    .sync()
                    .clusterNodes()
                    .lines()
                    .filter(it -> it.startsWith(myself))
                    .findFirst()
                    .orElseThrow();
            return line.substring(line.indexOf('@') + 1).split("[ ,]")[0];
        }
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(Process::destroyForcibly);
    }

    @Test
    void messages_reach_the_stream_and_keys_of_one_event_stay_together() {
        var addresses = MEMBERS.stream()
                .map(member -> "redis://:" + PASSWORD + "@127.0.0.1:" + member.getPort())
                .collect(Collectors.joining(","));
        var settings = new ArrayList<String>();
        BoxofficeProperties.of(EnumSet.of(StoreKind.POSTGRES))
                .forEach((key, value) -> settings.add("--" + key + "=" + value));
        settings.add("--server.port=0");
        settings.add("--boxoffice.redis.url=" + addresses);
        try (var service = new SpringApplicationBuilder(NotesApplication.class).run(settings.toArray(String[]::new))) {
            var redis = service.getBean(StringRedisTemplate.class);
            var transactions = new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
            var messages = transactions.execute(_ -> List.of(
                    append(service.getBean(OutboxRepository.class)), append(service.getBean(OutboxRepository.class))));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(redis.opsForStream().range("bo:events:support", Range.unbounded()))
                            .extracting(record -> record.getValue().get("id"))
                            .containsAll(messages));

            redis.opsForValue().set("bo:{e}:a", "1");
            redis.opsForValue().set("bo:{e}:b", "2");
            assertThat(redis.opsForValue().multiGet(List.of("bo:{e}:a", "bo:{e}:b")))
                    .containsExactly("1", "2");
        }
    }

    private static String append(OutboxRepository outbox) {
        return outbox.append("NoteWritten", UUID.randomUUID(), Map.of("text", "hello"))
                .toString();
    }
}
