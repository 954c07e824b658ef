package dev.boxoffice.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.redis.RedisAt;
import dev.boxoffice.testkit.RedisStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When the room somebody had inside becomes free for the next one.
class GivingBackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Not the shared one: the gateway of other tests would tick these rooms too, by settings of its own.
    private static final RedisStore OWN = RedisStore.start();

    private static final Redis REDIS = RedisAt.connect(OWN);
    private final QueueStore store = Gateways.store(REDIS, Gateways.PROPERTIES);
    private final EventInfo event = Gateways.event(600_000, 1, 0);
    private long buyer;
    private long next;

    @AfterAll
    static void stop() {
        REDIS.destroy();
        OWN.stop();
    }

    @BeforeEach
    void one_is_inside_and_one_waits() {
        store.open(event.id(), false).block();
        buyer = Gateways.join(store, event, "buyer").place().number();
        next = Gateways.join(store, event, "next").place().number();
        await().atMost(PATIENCE).until(() -> {
            Gateways.tick(store, event);
            return Gateways.claim(store, event, "buyer", buyer) != null;
        });
        assertThat(nextIsIn()).isFalse();
    }

    private boolean nextIsIn() {
        Gateways.tick(store, event);
        return Gateways.claim(store, event, "next", next) != null;
    }

    @Test
    void who_releases_his_seats_gives_his_place_back_and_his_admission_is_used_up() {
        hold("buyer", 7);
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();

        release("buyer", 7);

        await().atMost(PATIENCE).until(this::nextIsIn);
        assertThat(look("buyer")).isInstanceOf(Visit.Absent.class);
        assertThat(isUsedUp("buyer", buyer)).isTrue();
        assertThat(Gateways.tick(store, event).number("active")).isEqualTo(1);
    }

    @Test
    void who_releases_some_of_his_seats_stays() {
        hold("buyer", 7);
        hold("buyer", 8);
        tickAFewTimes();
        release("buyer", 7);
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();
        assertThat(isUsedUp("buyer", buyer)).isFalse();
    }

    /// While a payment is in flight the seats are his, though no hold of his is left.
    @Test
    void who_pays_for_his_seats_stays_and_so_does_who_was_declined() {
        hold("buyer", 7);
        tickAFewTimes();
        own("buyer", 1);
        release("buyer", 7);
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();

        hold("buyer", 7); // declined: the seat is a hold again
        own("buyer", -1);
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();
        assertThat(look("buyer")).isInstanceOf(Visit.InLine.class);
    }

    @Test
    void who_has_not_chosen_yet_stays() {
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();
        assertThat(look("buyer")).isInstanceOf(Visit.InLine.class);
    }

    @Test
    void who_leaves_while_inside_cannot_go_on_with_his_admission() {
        store.leave(event.id(), UserHash.of("buyer"), buyer, Optional.of(buyer)).block();
        await().atMost(PATIENCE).until(this::nextIsIn);
        assertThat(isUsedUp("buyer", buyer)).isTrue();
    }

    /// Longer than it takes to look at everybody who is inside.
    private void tickAFewTimes() {
        long before = Gateways.tick(store, event).number("tick");
        for (int i = 0; i < 3; i++) {
            long last = before;
            await().atMost(PATIENCE).until(() -> Gateways.tick(store, event).number("tick") > last);
            before = Gateways.tick(store, event).number("tick");
        }
    }

    // What booking-service does (contracts/README.md).

    private void hold(String user, int ordinal) {
        double deadline = Instant.now().plusSeconds(600).toEpochMilli();
        REDIS.call(commands -> commands.zadd(buyerKey(user), deadline, Redis.utf8(ordinal)))
                .block();
    }

    private void release(String user, int ordinal) {
        REDIS.call(commands -> commands.zrem(buyerKey(user), Redis.utf8(ordinal)))
                .block();
    }

    private void own(String user, int more) {
        REDIS.call(commands -> commands.hincrby(
                        "bo:{" + event.id() + "}:owned", UserHash.of(user).text(), more))
                .block();
    }

    private String buyerKey(String user) {
        return "bo:{" + event.id() + "}:buyer:" + UserHash.of(user).text();
    }

    private Visit look(String user) {
        UUID id = event.id();
        return Objects.requireNonNull(
                store.visit(id, UserHash.of(user), false, Optional.empty(), 0).block());
    }

    private boolean isUsedUp(String user, long place) {
        String key = QueueKeys.of(event.id()).done(UserHash.of(user), place);
        return Objects.requireNonNull(
                        REDIS.call(commands -> commands.exists(key)).block())
                == 1;
    }
}
