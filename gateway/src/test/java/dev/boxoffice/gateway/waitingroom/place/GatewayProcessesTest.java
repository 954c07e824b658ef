package dev.boxoffice.gateway.waitingroom.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.StandInService;
import dev.boxoffice.gateway.redis.TestRedisExecutor;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomState;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.TestRedis;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Three gateways as they run in production: processes that tick the same rooms, and die.
///
/// The tests follow each other: starting processes is what takes time here.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("stores")
class GatewayProcessesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofMinutes(3);
    private static final int CAPACITY = 20;
    private static final int BUYERS = 120;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final TestRedis REDIS = TestRedis.start();
    private static final StandInService EVENTS = StandInService.start();
    private static final UUID EVENT = UUID.randomUUID();
    private static final String PATH = "/events/" + EVENT + "/queue";
    private static final List<GatewayProcess> GATEWAYS = new ArrayList<>();
    private static final List<String> TOKENS = new ArrayList<>();
    private static final List<JsonNode> JOINED = new ArrayList<>();

    private static ReactiveRedisExecutor redis;

    @BeforeAll
    static void start() throws IOException {
        redis = TestRedisExecutor.connect(REDIS);
        EVENTS.json("/events/" + EVENT, """
                {"id":"%s","status":"ON_SALE","waitingRoom":{"mode":"ON","admitPerMinute":600000,"maxActive":%d},
                 "sections":[{"name":"Floor","total":100000}]}""".formatted(EVENT, CAPACITY));
        for (int i = 0; i < BUYERS; i++) {
            TOKENS.add(TokenIssuer.shared().token("buyer-" + i, "buyer"));
        }
        for (int i = 0; i < 3; i++) {
            GATEWAYS.add(GatewayProcess.start(settings()));
        }
        await().atMost(START).until(() -> GATEWAYS.stream().allMatch(GatewayProcess::isReady));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(BoxofficeProperties.of(Set.of()));
        settings.put("boxoffice.redis.url", REDIS.url());
        settings.put("boxoffice.services.event", EVENTS.url());
        settings.put("boxoffice.queue.tick", "20ms"); // one that dies dies in a tick
        settings.put("boxoffice.queue.claim-window", "10m"); // on a busy machine it takes long to ask for everybody
        settings.put("boxoffice.ratelimit.enabled", "false");
        return settings;
    }

    @AfterAll
    static void stop() {
        GATEWAYS.forEach(GatewayProcess::close);
        redis.destroy();
        REDIS.stop();
        EVENTS.close();
    }

    private static JsonNode call(GatewayProcess gateway, String method, int buyer) {
        try {
            return JSON.readTree(
                    gateway.call(method, PATH, TOKENS.get(buyer), null).body());
        } catch (IOException died) {
            return JSON.createObjectNode(); // they ask again
        }
    }

    private static long inside() {
        return Objects.requireNonNull(redis.call(template ->
                        template.opsForZSet().size(WaitingRoomKeys.of(EVENT).active()))
                .block());
    }

    @Test
    @Order(1)
    void admissions_never_exceed_capacity_while_three_gateways_tick_and_one_is_killed() throws Exception {
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            JOINED.add(call(GATEWAYS.get(buyer % 3), "POST", buyer));
        }
        Set<Integer> admitted = ConcurrentHashMap.newKeySet();
        Queue<Long> seenInside = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 3; thread++) {
                int first = thread;
                threads.execute(() -> {
                    for (int round = 0; !done.get(); round++) {
                        for (int buyer = first; buyer < BUYERS; buyer += 3) {
                            // Another gateway each time: one of them will be dead.
                            JsonNode standing = call(GATEWAYS.get((first + round) % 3), "GET", buyer);
                            if (standing.path("state").asString("").equals("ADMITTED")) {
                                admitted.add(buyer);
                            }
                            seenInside.add(inside());
                        }
                    }
                });
            }
            try {
                await().atMost(PATIENCE).until(() -> admitted.size() >= CAPACITY / 2);
                GATEWAYS.getFirst().kill();
                await().atMost(PATIENCE).until(() -> admitted.size() >= CAPACITY);
                int looks = seenInside.size();
                await().atMost(PATIENCE).until(() -> seenInside.size() > looks + BUYERS);
            } finally {
                done.set(true);
            }
        }
        assertThat(seenInside).allMatch(number -> number <= CAPACITY);
        assertThat(admitted).hasSize(CAPACITY).allMatch(buyer -> buyer < CAPACITY); // in the order in which they came
    }

    @Test
    @Order(2)
    void the_gateways_that_are_left_agree_on_every_position_and_the_next_comes_in_when_one_leaves() {
        for (int buyer = CAPACITY; buyer < BUYERS; buyer++) {
            long position = call(GATEWAYS.get(1), "GET", buyer).path("position").asLong();
            assertThat(position).isEqualTo(buyer - CAPACITY + 1L);
            assertThat(call(GATEWAYS.get(2), "GET", buyer).path("position").asLong())
                    .isEqualTo(position);
        }
        leave(0);
        await().atMost(PATIENCE)
                .until(() -> call(GATEWAYS.get(2), "GET", CAPACITY)
                        .path("state")
                        .asString("")
                        .equals("ADMITTED"));
        assertThat(inside()).isEqualTo(CAPACITY);
    }

    private static void leave(int buyer) {
        try {
            GATEWAYS.get(1).call("DELETE", PATH, TOKENS.get(buyer), null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Redis comes back empty and nobody who knew the room is alive: what is left is event-service's checkpoint, and
    /// what the holders can prove.
    @Test
    @Order(3)
    void places_survive_the_loss_of_redis_and_of_all_gateways() throws Exception {
        WaitingRoomFixture keeper = new WaitingRoomFixture(redis, WaitingRoomFixture.PROPERTIES);
        QueuedEvent event = new QueuedEvent(
                EVENT, "Concert", "ON_SALE", null, new WaitingRoomSettings(WaitingRoomMode.ON, 0, CAPACITY), 100_000);
        WaitingRoomState checkpoint = keeper.tick(event);
        List<Long> before = new ArrayList<>();
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            before.add(call(GATEWAYS.get(2), "GET", buyer).path("position").asLong(0));
        }
        for (GatewayProcess gateway : GATEWAYS) {
            gateway.kill();
        }
        REDIS.flush();
        // As event-service answers: it writes back what it remembers.
        EVENTS.on("/internal/waiting-rooms/" + EVENT + "/restoration", exchange -> {
            keeper.restore(event, checkpoint);
            exchange.sendResponseHeaders(204, -1);
        });
        EVENTS.json("/events/" + EVENT, """
                {"id":"%s","status":"ON_SALE","waitingRoom":{"mode":"ON","admitPerMinute":0,"maxActive":%d},
                 "sections":[{"name":"Floor","total":100000}]}""".formatted(EVENT, CAPACITY));

        GatewayProcess gateway = GatewayProcess.start(settings());
        GATEWAYS.add(gateway);
        await().atMost(START).until(gateway::isReady);

        for (int buyer = BUYERS - 1; buyer > CAPACITY; buyer--) { // not in the order in which they came
            String placeToken = JOINED.get(buyer).path("placeToken").asString();
            JsonNode back = JSON.readTree(
                    gateway.call("GET", PATH, TOKENS.get(buyer), placeToken).body());
            assertThat(back.path("position").asLong())
                    .as("buyer %d: %s", buyer, back)
                    .isEqualTo(before.get(buyer));
            assertThat(back.path("place").asLong())
                    .isEqualTo(JOINED.get(buyer).path("place").asLong());
        }
        JsonNode newcomer =
                JSON.readTree(gateway.call("POST", PATH, TokenIssuer.shared().token("newcomer", "buyer"), null)
                        .body());
        assertThat(newcomer.path("position").asLong()).isEqualTo(before.get(BUYERS - 1) + 1);
    }
}
