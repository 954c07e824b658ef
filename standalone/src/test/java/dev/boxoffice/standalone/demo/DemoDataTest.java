package dev.boxoffice.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The demo data promise what the product's first start promises.
class DemoDataTest {
    private final JsonNode catalogue = DemoCatalogueLoader.read();

    @Test
    void there_are_forty_events_at_fifteen_venues_on_several_continents() {
        assertThat(catalogue.path("events").size()).isGreaterThanOrEqualTo(40);
        assertThat(catalogue.path("venues").size()).isGreaterThanOrEqualTo(15);
        assertThat(texts("venues", "timezone").stream()
                        .map(zone -> zone.replaceFirst("/.*", ""))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void venues_go_from_a_small_theatre_to_a_stadium() {
        var capacities = catalogue
                .path("venues")
                .valueStream()
                .map(DemoDataTest::capacity)
                .toList();
        assertThat(capacities).anyMatch(capacity -> capacity <= 200);
        assertThat(capacities).anyMatch(capacity -> capacity >= 40_000);
        assertThat(capacities).allMatch(capacity -> capacity > 0 && capacity <= 200_000);
    }

    @Test
    void places_times_and_money_are_real() {
        for (var venue : catalogue.path("venues")) {
            assertThat(venue.path("latitude").asDouble()).isBetween(-90.0, 90.0).isNotZero();
            assertThat(venue.path("longitude").asDouble())
                    .isBetween(-180.0, 180.0)
                    .isNotZero();
            assertThat(ZoneId.of(venue.path("timezone").asString())).isNotNull();
        }
        assertThat(texts("events", "currency"))
                .contains("JPY")
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(code -> assertThat(Currency.getInstance(code)).isNotNull());
        assertThat(catalogue.path("events"))
                .allSatisfy(event -> assertThat(event.path("inDays").asInt()).isPositive());
    }

    @Test
    void every_reference_leads_somewhere_and_every_section_has_a_price() {
        var performers = texts("performers", "key");
        for (var event : catalogue.path("events")) {
            var venue = catalogue
                    .path("venues")
                    .valueStream()
                    .filter(one -> one.path("key").equals(event.path("venue")))
                    .findFirst()
                    .orElseThrow();
            assertThat(event.path("performers"))
                    .allSatisfy(performer -> assertThat(performers).contains(performer.asString()));
            assertThat(names(event.path("prices"), "0"))
                    .as(event.path("name").asString())
                    .containsExactlyInAnyOrderElementsOf(names(venue.path("sections"), "name"));
            assertThat(event.path("prices"))
                    .allSatisfy(price -> assertThat(price.path(1).asInt()).isPositive());
        }
    }

    private static Set<String> names(JsonNode list, String field) {
        return list.valueStream()
                .map(one -> one.isArray() ? one.path(0) : one.path(field))
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private Set<String> texts(String list, String field) {
        return catalogue
                .path(list)
                .valueStream()
                .map(one -> one.path(field).asString())
                .collect(Collectors.toSet());
    }

    private static int capacity(JsonNode venue) {
        return venue.path("sections")
                .valueStream()
                .mapToInt(section -> section.has("capacity")
                        ? section.path("capacity").asInt()
                        : section.path("rowCount").asInt()
                                * section.path("seatsPerRow").asInt())
                .sum();
    }
}
