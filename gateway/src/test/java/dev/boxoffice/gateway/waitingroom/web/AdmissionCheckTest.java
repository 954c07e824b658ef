package dev.boxoffice.gateway.waitingroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// L7: once their turn has come, people are asked for a sign that they are no bot, and only then let in.
@TestPropertySource(
        properties = {
            "boxoffice.queue.check.kind=PROOF_OF_WORK",
            "boxoffice.queue.check.at=ADMISSION",
            "boxoffice.queue.check.bits=6"
        })
class AdmissionCheckTest extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private JsonNode join(UUID event, String user, String body) {
        HttpResponse<String> response = call("POST", "/events/" + event + "/queue", user, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    private JsonNode look(UUID event, String user) {
        return json(call("GET", "/events/" + event + "/queue", user, ""));
    }

    private static String solve(JsonNode check) throws Exception {
        int bits = check.path("bits").asInt();
        for (long nonce = 0; ; nonce++) {
            String solution = check.path("challenge").asString() + ":" + nonce;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(solution.getBytes(StandardCharsets.UTF_8));
            if (new BigInteger(1, digest).bitLength() <= 256 - bits) {
                return solution;
            }
        }
    }

    @Test
    void whose_turn_has_come_is_let_in_once_they_have_solved_what_is_asked_of_them() throws Exception {
        UUID event = WaitingRoomTest.event("ON", 6000, 100, WaitingRoomTest.past());
        assertThat(join(event, "alice", "").path("state").asString()).isEqualTo("WAITING");
        join(event, "bob", "");
        await().atMost(PATIENCE).until(() -> look(event, "alice").has("check"));
        JsonNode called = look(event, "alice");
        assertThat(called.path("state").asString()).isEqualTo("WAITING");
        assertThat(called.path("check").path("kind").asString()).isEqualTo("PROOF_OF_WORK");

        String solution = solve(called.path("check"));
        assertThat(join(event, "bob", "{\"check\":\"" + solution + "\"}")
                        .path("state")
                        .asString())
                .as("somebody else's work")
                .isEqualTo("WAITING");
        assertThat(join(event, "alice", "{\"check\":\"nothing:1\"}").has("check"))
                .isTrue();
        assertThat(join(event, "alice", "{\"check\":\"" + solution + "\"}")
                        .path("state")
                        .asString())
                .isEqualTo("ADMITTED");
        assertThat(look(event, "alice").path("admissionToken").asString()).isNotBlank();
    }

    @Test
    void a_stream_tells_what_is_asked_and_of_the_admission_by_another_request() throws Exception {
        UUID event = WaitingRoomTest.event("ON", 6000, 100, WaitingRoomTest.past());
        join(event, "carol", "");
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpRequest stream =
                as(request("/events/" + event + "/queue/stream"), "carol").GET().build();
        HttpResponse<Stream<String>> open = http().send(stream, HttpResponse.BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> open.body().forEach(lines::add));
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("\"check\"")));
        String solution = solve(look(event, "carol").path("check"));
        join(event, "carol", "{\"check\":\"" + solution + "\"}");
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("ADMITTED")));
        reader.interrupt();
    }
}
