package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.search.CatalogueTestData.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events listed as an import leaves them: some without a date, place or price.
class DiscoveryEventSearchTest extends SearchServiceTest {

    private static final Path PAGE =
            Path.of("..", "event-service", "src", "test", "resources", "discovery", "page.json");
    private static final Path REAL_PAGE = Path.of("..", "..", "shared", "data", "discovery-page.json");

    @Test
    void every_event_of_a_page_is_found_by_its_name() {
        assertFound(PAGE, 11);
    }

    /// An extra test on other people's data, which stays outside the project.
    @Test
    void every_event_of_a_real_page_is_found_by_its_name() {
        assumeTrue(Files.exists(REAL_PAGE), "skipped: ../shared/data/discovery-page.json is not here");
        assertFound(REAL_PAGE, 26);
    }

    private void assertFound(Path file, int size) {
        var page = JsonMapper.shared().readTree(file.toFile());
        var events = page.isArray() ? page : page.at("/_embedded/events");
        assertThat(events.size()).isEqualTo(size);

        var saved = new HashMap<String, String>();
        for (var event : events) {
            saved.put(save(event), event.at("/name").asString());
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> saved.entrySet().stream()
                        .allMatch(each -> found(each.getValue()).contains(each.getKey())));
    }

    private List<String> found(String name) {
        return api.search("term", name, "size", "50").ids();
    }

    private String save(JsonNode event) {
        var place = event.at("/_embedded/venues/0");
        var venue = catalogue.venue(
                place.at("/name").asString("Somewhere"),
                place.at("/city/name").asString("Nowhere"),
                place.at("/country/countryCode").asString("US"),
                number(place.at("/location/latitude")),
                number(place.at("/location/longitude")),
                place.at("/timezone").asString("UTC"));
        var performers = new ArrayList<UUID>();
        event.at("/_embedded/attractions")
                .forEach(act ->
                        performers.add(catalogue.performer(act.at("/name").asString())));
        var dated = event.at("/dates/start/dateTime").isString();
        return catalogue
                .save(Event.named(event.at("/name").asString(), venue)
                        .in("LISTED")
                        .at(dated ? Instant.now().plus(90, ChronoUnit.DAYS) : null)
                        .costing(null)
                        .with(0)
                        .by(performers.stream().distinct().toArray(UUID[]::new)))
                .toString();
    }

    private static double number(JsonNode text) {
        return text.isMissingNode() ? 0 : Double.parseDouble(text.asString());
    }
}
