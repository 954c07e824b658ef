package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.search.CatalogueTestData.Event;
import org.junit.jupiter.api.Test;

class IndexedEventTest extends SearchServiceTest {

    @Test
    void a_new_event_is_found_with_all_its_answer_promises() {
        var word = ownWord();
        var venue = catalogue.london();
        var performer = catalogue.performer("The " + word + " Band");
        var id = catalogue.save(Event.named("Summer Night", venue).by(performer));
        var answer = eventually(found -> found.ids().contains(id.toString()), "term", word);

        var event = answer.body().at("/events/0");
        assertThat(event.at("/name").asString()).isEqualTo("Summer Night");
        assertThat(event.at("/venue/city").asString()).isEqualTo("London");
        assertThat(event.at("/venue/location/latitude").asDouble()).isEqualTo(51.5560);
        assertThat(event.at("/performers/0").asString()).isEqualTo("The " + word + " Band");
        assertThat(event.at("/priceRange/min").asLong()).isEqualTo(4500);
        assertThat(event.at("/priceRange/currency").asString()).isEqualTo("EUR");
        assertThat(event.at("/availability").asString()).isEqualTo("AVAILABLE");
        assertThat(event.at("/status").asString()).isEqualTo("ON_SALE");
        assertThat(event.at("/timezone").asString()).isEqualTo("Europe/London");
        assertThat(event.at("/timeTba").asBoolean()).isFalse();
        assertThat(answer.header("Cache-Control")).contains("public").contains("max-age=30");
    }
}
