package dev.boxoffice.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three masters as `BOXOFFICE_STANDALONE_REDIS_MASTERS=3 ./boxoffice up` runs them.
@Tag("stores")
class RedisClusterServerTest {
    @TempDir
    private Path directory;

    @Test
    void three_masters_share_the_slots_and_know_each_other_again_after_a_restart() {
        var homes = IntStream.range(0, 3)
                .mapToObj(number -> StoreHome.durable(
                        directory.resolve("redis-" + number),
                        directory.resolve("redis-" + number + ".log"),
                        StoreHome.freePort()))
                .toList();
        try (var cluster = RedisClusterServer.at(homes, "secret")) {
            cluster.start();
            assertThat(cluster.url().split(",", -1)).hasSize(3).allMatch(url -> url.startsWith("redis://:secret@"));
            assertThat(cluster.masters())
                    .allSatisfy(master -> assertThat(master.ask("CLUSTER INFO")).contains("cluster_size:3"));
            assertThat(answers(cluster, "SET {event}:seat taken"))
                    .filteredOn(answer -> answer.contains("+OK\r\n+OK"))
                    .hasSize(1);

            cluster.restart();

            assertThat(answers(cluster, "GET {event}:seat"))
                    .filteredOn(answer -> answer.contains("taken"))
                    .hasSize(1);
            assertThat(answers(cluster, "GET {event}:seat"))
                    .filteredOn(answer -> answer.contains("-MOVED"))
                    .hasSize(2);
        }
    }

    private static java.util.List<String> answers(RedisClusterServer cluster, String command) {
        return cluster.masters().stream().map(master -> master.ask(command)).toList();
    }
}
