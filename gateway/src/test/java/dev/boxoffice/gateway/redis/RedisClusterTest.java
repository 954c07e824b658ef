package dev.boxoffice.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole gateway on a Redis Cluster of three masters, as production has it.
@DirtiesContext
class RedisClusterTest extends GatewayTest {

    private static final TestRedis CLUSTER = TestRedis.cluster();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    ReactiveRedisExecutor redis;

    @DynamicPropertySource
    static void cluster(DynamicPropertyRegistry registry) {
        registry.add("boxoffice.redis.url", CLUSTER::url);
        // What RedisAddressPostProcessor makes of such a URL, which is set here too late for it.
        registry.add("spring.data.redis.cluster.nodes", () -> CLUSTER.url().replace("redis://", ""));
        registry.add("spring.data.redis.url", () -> CLUSTER.url().split(",", -1)[0]);
    }

    @Test
    void waiting_rooms_on_every_master_admit_in_order() {
        await().atMost(SOON).until(() -> TestRedisExecutor.answers(redis));
        List<UUID> events =
                IntStream.range(0, 9).mapToObj(_ -> UUID.randomUUID()).toList();
        for (UUID event : events) {
            EVENTS.json("/events/" + event, """
                    {"id":"%s","status":"ON_SALE","salesStartAt":"2026-01-01T00:00:00Z",
                     "waitingRoom":{"mode":"ON","admitPerMinute":600,"maxActive":1},"sections":[{"name":"Floor","total":1000}]}
                    """.formatted(event));
            for (String user : List.of("first", "second")) {
                HttpResponse<String> joined = call("POST", "/events/" + event + "/queue", user, "");
                assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
            }
        }
        for (UUID event : events) {
            await().atMost(SOON).until(() -> state(event, "first").equals("ADMITTED"));
            assertThat(state(event, "second")).isEqualTo("WAITING");
        }
        HttpResponse<String> all =
                send(as(request("/queues"), "oscar", "operator").GET().build());
        assertThat(all.body()).contains(events.stream().map(UUID::toString).toList());
    }

    private String state(UUID event, String user) {
        return json(call("GET", "/events/" + event + "/queue", user, ""))
                .path("state")
                .asString();
    }

    @Test
    void buckets_of_many_users_are_counted_on_every_master() {
        await().atMost(SOON).until(() -> TestRedisExecutor.answers(redis));
        for (int user = 0; user < 6; user++) {
            String name = "clustered-" + UUID.randomUUID();
            // Two a second come back: on a slow machine too, the second call in a row soon leaves two fewer.
            await().atMost(SOON).pollDelay(Duration.ZERO).untilAsserted(() -> {
                call("POST", "/events/nonsense/queue", name, "");
                HttpResponse<String> second = call("POST", "/events/nonsense/queue", name, "");
                assertThat(second.headers().firstValue("RateLimit").orElseThrow())
                        .containsPattern("\"user-join\";r=(1\\d|2[0-8])\\b");
            });
        }
    }

    @Test
    void what_one_publishes_every_listener_hears() {
        await().atMost(SOON).until(() -> TestRedisExecutor.answers(redis));
        Set<String> heard = ConcurrentHashMap.newKeySet();
        redis.listen("bo:test:news", heard::add);
        await().atMost(SOON).until(() -> {
            redis.call(template -> template.convertAndSend("bo:test:news", "hello".getBytes(StandardCharsets.UTF_8)))
                    .block();
            return heard.contains("hello");
        });
    }
}
