package dev.boxoffice.event.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What other services read in contracts/messages/ is what this one writes.
class EventMessageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"EventPublished", "EventChanged", "EventCancelled"})
    void a_message_reads_as_its_fixture_says(String type) throws IOException {
        var fixture = JSON.readTree(Files.readString(Path.of("../contracts/messages/" + type + ".json")));
        var message = new EventMessagePublisher.EventMessage(
                UUID.fromString("0197a1c0-0000-7000-8000-000000000001"),
                "Beyoncé & Friends",
                "olivia",
                UUID.fromString("0197a1c0-0000-7000-8000-000000000002"),
                Instant.parse("2027-05-01T19:00:00Z"));
        assertThat(fixture.get("type").stringValue()).isEqualTo(type);
        assertThat(JSON.<JsonNode>valueToTree(message)).isEqualTo(fixture.get("data"));
    }
}
