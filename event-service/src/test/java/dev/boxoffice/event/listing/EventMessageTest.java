package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What other services read in contracts/messages/ is what this one sends.
@EventServiceTest
class EventMessageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    EventApiClient api;

    @Autowired
    StringRedisTemplate redis;

    @Test
    void each_message_of_an_event_reads_as_its_fixture_says() throws IOException {
        var venue = api.venue(plan(seated("Stalls", 1, 10)));
        var event = api.draft(event(venue, tiers(tier("Gold", 4500, "Stalls"))));
        api.post("/events/" + event + "/publication", organizer(), "");
        var changed = api.get("/events/" + event);
        api.patch("/events/" + event, organizer(), changed.etag(), "{\"name\": \"Beyoncé & Family\"}");
        api.post("/events/" + event + "/cancellation", organizer(), "");

        await().atMost(Duration.ofSeconds(20)).until(() -> messagesOf(event).size() == 3);
        var messages = messagesOf(event);
        for (var index = 0; index < messages.size(); index++) {
            var name = index == 0 ? "Beyoncé & Friends" : "Beyoncé & Family";
            var type =
                    List.of("EventPublished", "EventChanged", "EventCancelled").get(index);
            var message = messages.get(index);
            var expected = fixture(type);
            expected.set("messageId", message.get("messageId"));
            expected.set("occurredAt", message.get("occurredAt"));
            ((ObjectNode) expected.get("data"))
                    .put("eventId", event)
                    .put("name", name)
                    .put("venueId", venue)
                    .put("startsAt", "2037-05-01T19:00:00Z");
            assertThat(message).isEqualTo(expected);
        }
    }

    private static ObjectNode fixture(String type) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(Path.of("../contracts/messages/" + type + ".json")));
    }

    private List<JsonNode> messagesOf(String event) {
        var entries = redis.<String, String>opsForStream().range("bo:events:catalog", Range.unbounded());
        return Objects.requireNonNull(entries).stream()
                .flatMap(entry -> Stream.ofNullable(entry.getValue().get("payload")))
                .<JsonNode>map(JSON::readTree)
                .filter(message -> message.at("/data/eventId").asString("").equals(event))
                .toList();
    }
}
