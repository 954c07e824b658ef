package dev.boxoffice.gateway.waitingroom.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.redis.TestRedisExecutor;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When the room somebody had inside becomes free for the next one.
@Tag("stores")
class AdmissionReleaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Not the shared one: the gateway of other tests would tick these rooms too, by settings of its own.
    private static final TestRedis OWN = TestRedis.start();

    private static final ReactiveRedisExecutor REDIS = TestRedisExecutor.connect(OWN);
    private final WaitingRoomFixture gateway = new WaitingRoomFixture(REDIS, WaitingRoomFixture.PROPERTIES);
    private final QueuedEvent event = WaitingRoomFixture.event(600_000, 1, 0);
    private long buyer;
    private long next;

    @AfterAll
    static void stop() {
        REDIS.destroy();
        OWN.stop();
    }

    @BeforeEach
    void one_is_inside_and_one_waits() {
        gateway.open(event);
        buyer = gateway.join(event, "buyer").number();
        next = gateway.join(event, "next").number();
        await().atMost(PATIENCE).until(() -> {
            gateway.tick(event);
            return gateway.claim(event, "buyer", buyer) != null;
        });
        assertThat(nextIsIn()).isFalse();
    }

    private boolean nextIsIn() {
        gateway.tick(event);
        return gateway.claim(event, "next", next) != null;
    }

    /// L3: changing one's mind costs nothing until the admission ends, a few times.
    @Test
    void whoever_releases_their_seats_may_pick_others_a_few_times_and_then_gives_their_place_back() {
        for (int i = 0; i < gatewayRepicks(); i++) {
            hold("buyer", 7 + i);
            tickAFewTimes();
            release("buyer", 7 + i);
            tickAFewTimes();
            assertThat(nextIsIn()).isFalse();
            assertThat(isUsedUp("buyer", buyer)).isFalse();
            assertThat(gateway.claim(event, "buyer", buyer)).isNotNull();
        }
        hold("buyer", 1);
        tickAFewTimes();
        release("buyer", 1);
        await().atMost(PATIENCE).until(this::nextIsIn);

        assertThat(look("buyer"))
                .isEqualTo(new PlaceVisit.Ended(new PlaceEnding(PlaceEnding.State.LAPSED, "REPICKS_USED")));
        assertThat(isUsedUp("buyer", buyer)).isTrue();
        assertThat(gateway.tick(event).admissions().active()).isEqualTo(1);
    }

    private static int gatewayRepicks() {
        return WaitingRoomFixture.PROPERTIES.repicks();
    }

    /// L6: buying is no leaving.
    @Test
    void whoever_has_booked_is_told_that_they_are_done() {
        String used =
                "bo:{" + event.id() + "}:queue:done:" + UserHash.of("buyer").text() + "." + buyer;
        REDIS.call(template -> template.opsForValue().set(used, utf8(1))).block();
        await().atMost(PATIENCE).until(this::nextIsIn);
        assertThat(look("buyer")).isEqualTo(new PlaceVisit.Ended(new PlaceEnding(PlaceEnding.State.DONE, "BOOKED")));
    }

    @Test
    void whoever_releases_some_of_their_seats_stays() {
        hold("buyer", 7);
        hold("buyer", 8);
        tickAFewTimes();
        release("buyer", 7);
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();
        assertThat(isUsedUp("buyer", buyer)).isFalse();
    }

    /// While a payment is in flight the seats are theirs, though no hold of theirs is left.
    @Test
    void whoever_pays_for_their_seats_stays_and_so_does_whoever_was_declined() {
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
        assertThat(look("buyer")).isInstanceOf(PlaceVisit.Found.class);
    }

    @Test
    void whoever_has_not_chosen_yet_stays() {
        tickAFewTimes();
        assertThat(nextIsIn()).isFalse();
        assertThat(look("buyer")).isInstanceOf(PlaceVisit.Found.class);
    }

    @Test
    void whoever_leaves_while_inside_cannot_go_on_with_their_admission() {
        gateway.leave(event, "buyer", buyer);
        await().atMost(PATIENCE).until(this::nextIsIn);
        assertThat(isUsedUp("buyer", buyer)).isTrue();
    }

    /// Longer than it takes to look at everybody who is inside.
    private void tickAFewTimes() {
        for (int i = 0; i < 3; i++) {
            gateway.move(event);
        }
    }

    // What booking-service does (contracts/README.md).

    private void hold(String user, int ordinal) {
        double deadline = Instant.now().plusSeconds(600).toEpochMilli();
        REDIS.call(template -> template.opsForZSet().add(buyerKey(user), utf8(ordinal), deadline))
                .block();
    }

    private void release(String user, int ordinal) {
        REDIS.call(template -> template.opsForZSet().remove(buyerKey(user), (Object) utf8(ordinal)))
                .block();
    }

    private void own(String user, int more) {
        REDIS.call(template -> template.opsForHash()
                        .increment(
                                "bo:{" + event.id() + "}:owned",
                                UserHash.of(user).text(),
                                more))
                .block();
    }

    private String buyerKey(String user) {
        return "bo:{" + event.id() + "}:buyer:" + UserHash.of(user).text();
    }

    private PlaceVisit look(String user) {
        return gateway.find(event, user);
    }

    private boolean isUsedUp(String user, long place) {
        String key = WaitingRoomKeys.of(event.id()).done(UserHash.of(user), place);
        return Boolean.TRUE.equals(REDIS.call(template -> template.hasKey(key)).block());
    }

    private static byte[] utf8(int number) {
        return String.valueOf(number).getBytes(StandardCharsets.UTF_8);
    }
}
