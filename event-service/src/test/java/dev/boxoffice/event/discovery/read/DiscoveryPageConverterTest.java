package dev.boxoffice.event.discovery.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiscoveryPageConverterTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EVENT_SIZE = 100_000;
    /// What the parser reads ahead.
    private static final int AHEAD = 16_384;

    private int made;

    /// D8: a body of 200 MB, of which no more is read than the event that is being taken.
    @Test
    void events_are_taken_while_the_body_comes_in() {
        var taken = new ArrayList<String>();
        new DiscoveryPageConverter(JSON, event -> {
                    taken.add(event.orElseThrow().path("id").stringValue());
                    assertThat(made).isLessThanOrEqualTo(taken.size() + 1 + AHEAD / EVENT_SIZE);
                })
                .convert(endless(2_000));
        assertThat(taken).hasSize(2_000).startsWith("e0", "e1").endsWith("e1999");
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer
    private InputStream endless(int events) {
        Iterator<InputStream> parts = IntStream.rangeClosed(0, events)
                .mapToObj(number -> {
                    made = number;
                    var text = number == events
                            ? "]}}"
                            : (number == 0 ? "{\"_embedded\": {\"events\": [" : ",") + "{\"id\": \"e" + number
                                    + "\", \"info\": \"" + "x".repeat(EVENT_SIZE) + "\"}";
                    return (InputStream) new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                })
                .iterator();
        return new SequenceInputStream(new java.util.Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        });
    }

    /// D8: one event cannot be as large as a whole file.
    @Test
    void an_event_of_more_values_than_any_has_is_left_out() {
        var large = "{\"id\": \"large\", \"images\": [" + "1,".repeat(DiscoveryPageConverter.MAX_VALUES) + "1]}";
        assertThat(taken("[" + large + ", {\"id\": \"small\"}]"))
                .extracting(event -> event.map(node -> node.path("id").stringValue()))
                .containsExactly(Optional.empty(), Optional.of("small"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"page\": {\"size\": 20, \"totalElements\": 0}}",
                "{\"_links\": {\"next\": [1, {}]}, \"_embedded\": {\"x\": [[]], \"events\": []}}"
            })
    void a_file_may_be_empty(String body) {
        assertThat(taken(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{]", "[1] 2", "{\"_embedded\": {\"events\": [1", "[\"\\ud8\"]"})
    void what_is_no_json_is_malformed(String body) {
        assertThatThrownBy(() -> taken(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "{}", "{\"_embedded\": []}", "{\"_embedded\": {\"events\": {}}}"})
    void another_document_is_refused(String body) {
        assertThatThrownBy(() -> taken(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()
                                        .fieldErrors()
                                        .getFirst()
                                        .field())
                                .isEqualTo("_embedded.events"));
    }

    private static List<Optional<JsonNode>> taken(String body) {
        var taken = new ArrayList<Optional<JsonNode>>();
        new DiscoveryPageConverter(JSON, taken::add)
                .convert(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return taken;
    }
}
