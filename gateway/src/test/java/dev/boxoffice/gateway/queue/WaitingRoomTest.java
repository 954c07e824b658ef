package dev.boxoffice.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WaitingRoomTest extends GatewayTest {

    /// An event in the stand-in event-service.
    static UUID event(String mode, int admitPerMinute, int maxActive, Instant salesStart) {
        UUID id = UUID.randomUUID();
        describe(id, mode, admitPerMinute, maxActive, salesStart, "ON_SALE");
        return id;
    }

    static void describe(UUID id, String mode, int admitPerMinute, int maxActive, Instant salesStart, String status) {
        EVENTS.json("/events/" + id, """
                {"id":"%s","status":"%s","salesStartAt":"%s",
                 "waitingRoom":{"mode":"%s","admitPerMinute":%d,"maxActive":%d},"sections":[{"name":"Floor","total":1000}]}
                """.formatted(id, status, salesStart, mode, admitPerMinute, maxActive));
    }

    static Instant past() {
        return Instant.now().minusSeconds(60);
    }

    String path(UUID event) {
        return "/events/" + event + "/queue";
    }

    JsonNode join(UUID event, String user) {
        HttpResponse<String> response = call("POST", path(event), user, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    JsonNode look(UUID event, String user) {
        return json(call("GET", path(event), user, ""));
    }

    @Test
    void who_joins_waits_and_is_admitted_in_order() {
        UUID event = event("ON", 60, 100, past());
        JsonNode first = join(event, "first");
        JsonNode second = join(event, "second");
        assertThat(first.path("state").asString()).isEqualTo("WAITING");
        assertThat(first.path("position").asLong()).isEqualTo(1);
        assertThat(second.path("position").asLong()).isEqualTo(2);
        assertThat(second.path("estimatedWaitSeconds").asLong()).isPositive();
        assertThat(join(event, "second").path("placeToken").asString())
                .isEqualTo(second.path("placeToken").asString());

        await().atMost(Duration.ofSeconds(5))
                .until(() -> look(event, "first").path("state").asString().equals("ADMITTED"));
        JsonNode admitted = look(event, "first");
        assertThat(admitted.path("admissionToken").asString().split("\\.")).hasSize(3);
        assertThat(Instant.parse(admitted.path("expiresAt").asString())).isAfter(Instant.now());
    }

    @Test
    void an_event_without_a_waiting_room_lets_everybody_walk_in() {
        UUID event = event("OFF", 1, 1, past());
        assertThat(join(event, "anybody").path("state").asString()).isEqualTo("ADMITTED");
    }
}
