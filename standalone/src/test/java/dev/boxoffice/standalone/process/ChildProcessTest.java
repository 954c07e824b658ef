package dev.boxoffice.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.ForkedProcess;
import dev.boxoffice.standalone.store.ElasticsearchServer;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.RedisServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.store.StoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stores")
class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void nothing_outlives_a_jvm_that_is_killed_with_9() throws Exception {
        var told = directory.resolve("told");
        var owner = ForkedProcess.java(StoreOwner.class, told.toString()).start();
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(told) || !owner.isAlive());
        var lines = Files.readAllLines(told);
        var processes = lines.stream()
                .filter(line -> line.matches("\\d+"))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        var temporary = lines.stream()
                .filter(line -> line.startsWith("/"))
                .map(Path::of)
                .toList();
        // PostgreSQL with its workers, Redis, Elasticsearch's launcher and server.
        assertThat(processes).hasSizeGreaterThan(8).allMatch(ProcessHandle::isAlive);

        owner.destroyForcibly();

        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isNotEmpty().noneMatch(Files::exists);
        });
    }

    /// Runs all three stores, one of them frozen, tells of every process and directory, and waits to be killed.
    static final class StoreOwner {
        private StoreOwner() {}

        public static void main(String[] arguments) throws Exception {
            var homes = Stream.of("postgres", "redis", "elasticsearch")
                    .map(StoreHome::temporary)
                    .toList();
            var postgres = PostgresServer.at(homes.get(0), "secret");
            var redis = RedisServer.at(homes.get(1), "secret");
            var elasticsearch = ElasticsearchServer.at(homes.get(2), 256);
            for (var store : List.<StoreServer>of(postgres, redis, elasticsearch)) {
                store.start();
            }
            postgres.suspend();
            var lines = new ArrayList<String>();
            for (var pid : List.of(postgres.pid(), redis.pid(), elasticsearch.pid())) {
                var process = ProcessHandle.of(pid).orElseThrow();
                Stream.concat(Stream.of(process), process.descendants())
                        .forEach(one -> lines.add(Long.toString(one.pid())));
            }
            homes.forEach(home -> lines.add(home.data().toString()));
            var written = Files.write(Path.of(arguments[0] + ".new"), lines);
            Files.move(written, Path.of(arguments[0]));
            Thread.currentThread().join();
        }
    }

    @Test
    void a_program_that_will_not_listen_is_killed_in_the_end() {
        var deaf = shell("trap '' TERM INT; echo deaf; while :; do sleep 1; done");
        await().atMost(PATIENCE).until(() -> Files.readString(log()).contains("deaf"));

        deaf.stop(Duration.ofMillis(300));

        assertThat(deaf.isAlive()).isFalse();
    }

    @Test
    void a_program_may_end_in_its_own_good_order() throws IOException {
        var orderly = shell("trap 'echo tidied; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        await().atMost(PATIENCE).until(() -> Files.readString(log()).contains("ready"));

        orderly.stop(Duration.ofSeconds(10));

        assertThat(Files.readString(log())).contains("tidied");
        assertThat(orderly.onExit().join()).isEqualTo(3);
    }

    @Test
    void a_frozen_program_stands_still_until_it_is_thawed() throws Exception {
        var counter = shell("while :; do echo tick; sleep 0.05; done");
        await().atMost(PATIENCE).until(() -> Files.size(log()) > 0);

        counter.suspend();
        var frozenAt = Files.size(log());
        assertThat(counter.waitFor(Duration.ofMillis(300))).isFalse();
        assertThat(Files.size(log())).isLessThanOrEqualTo(frozenAt + "tick\n".length());
        counter.resume();

        await().atMost(PATIENCE).until(() -> Files.size(log()) > frozenAt + 10);
        counter.kill();
        assertThat(counter.isAlive()).isFalse();
    }

    @Test
    void a_program_sees_its_environment_and_no_open_input() {
        var program = Program.of("cat", List.of("sh", "-c", "echo \"$GREETING\"; cat; echo done"), directory, log())
                .with(Map.of("GREETING", "hello"));

        assertThat(ChildProcess.start(program).onExit().join()).isZero();

        assertThat(log()).hasContent("hello\ndone");
    }

    private ChildProcess shell(String script) {
        return ChildProcess.start(Program.of("shell", List.of("sh", "-c", script), directory, log()));
    }

    private Path log() {
        return directory.resolve("output.log");
    }
}
