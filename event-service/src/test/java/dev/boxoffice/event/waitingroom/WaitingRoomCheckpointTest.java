package dev.boxoffice.event.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

@EventServiceTest
class WaitingRoomCheckpointTest {

    @Autowired
    EventApiClient api;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    WaitingRoomCheckpointRepository checkpoints;

    @Autowired
    WaitingRoomStateStore states;

    /// As a gateway leaves it (contracts/README.md).
    private String room(String serving, String next) {
        var event = api.onSale(20, 0);
        move(event, serving, next);
        redis.opsForSet().add("bo:queues", event);
        return event;
    }

    private void move(String event, String serving, String next) {
        redis.opsForHash()
                .putAll(
                        key(event),
                        Map.of("base", "1000", "serving", serving, "next", next, "epoch", "1000", "opened", "1"));
    }

    private static String key(String event) {
        return "bo:{" + event + "}:queue:state";
    }

    private void awaitCheckpoint(String event, long next) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> checkpoints
                        .find(UUID.fromString(event), Instant.EPOCH)
                        .filter(state -> state.nextPlace() == next)
                        .isPresent());
    }

    private EventApiClient.Answer restore(String event) {
        return api.send(
                api.request("/internal/waiting-rooms/" + event + "/restoration").POST(BodyPublishers.noBody()));
    }

    /// L6: a gateway asks before it lets an organiser look into their event's room.
    @Test
    void a_gateway_hears_whose_event_it_is() {
        var event = room("1000", "1010");
        var told = api.send(api.request("/internal/events/" + event + "/rights?subject=olivia")
                .GET());
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().path("rights").toString()).contains("EDIT_EVENTS", "REFUND");
        var unknown =
                api.send(api.request("/internal/events/019a8f3e-5b1c-7c1d-9a55-3f0f2f6c1b03/rights?subject=olivia")
                        .GET());
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void a_room_that_redis_has_lost_goes_on_behind_every_number_it_had_given() {
        var event = room("1040", "1100");
        awaitCheckpoint(event, 1_100);
        redis.delete(key(event));
        redis.opsForSet().remove("bo:queues", event);

        assertThat(restore(event).status()).isEqualTo(204);

        var back = redis.<String, String>opsForHash().entries(key(event));
        assertThat(back).containsEntry("base", "1000").containsEntry("serving", "1040");
        var next = Objects.requireNonNull(back.get("next"));
        // Whoever joined after the checkpoint has a number in the gap, and can prove it by a token of the old epoch.
        assertThat(Long.parseLong(next)).isGreaterThan(1_000_000_000L);
        assertThat(back.get("gaps")).isEqualTo("1100-" + next);
        assertThat(back.get("epoch")).isEqualTo(next);
        assertThat(redis.opsForSet().isMember("bo:queues", event)).isTrue();
    }

    @Test
    void a_room_that_is_there_stays_as_it_is() {
        var event = room("1040", "1100");
        awaitCheckpoint(event, 1_100);
        move(event, "1090", "1200");
        assertThat(restore(event).status()).isEqualTo(204);
        assertThat(redis.<String, String>opsForHash().get(key(event), "serving"))
                .isEqualTo("1090");
    }

    @Test
    void a_checkpoint_never_goes_back() {
        var event = room("1040", "1100");
        awaitCheckpoint(event, 1_100);
        var old = new WaitingRoomCheckpoint(
                UUID.fromString(event), Map.of("base", "1000", "serving", "1000", "next", "1050"));
        assertThat(checkpoints.saveAll(List.of(old), Instant.now())).isZero();
        awaitCheckpoint(event, 1_100);
    }

    @Test
    void a_room_that_does_not_move_is_not_written_again() {
        var event = room("1040", "1100");
        awaitCheckpoint(event, 1_100);
        var same = states.findAll().stream()
                .filter(state -> state.eventId().toString().equals(event))
                .toList();
        assertThat(same).hasSize(1);
        assertThat(checkpoints.saveAll(same, Instant.now())).isZero();
    }

    @Test
    void what_never_had_a_room_has_nothing_to_restore() {
        assertThat(restore(api.onSale(20, 0)).status()).isEqualTo(404);
        assertThat(restore("nonsense").status()).isEqualTo(404);
    }
}
