package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.testkit.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventSearchTest extends SearchServiceTest {

    @Autowired
    MeterRegistry meters;

    private final Instant soon = Instant.now().plus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);

    private UUID berlin() {
        return catalogue.venue("Tempodrom", "Berlin", "DE", 52.5010, 13.3800, "Europe/Berlin");
    }

    private UUID tokyo() {
        return catalogue.venue("Budokan", "Tokyo", "JP", 35.6933, 139.7500, "Asia/Tokyo");
    }

    @Test
    void typing_mistakes_accents_and_unfinished_words_are_forgiven_and_exact_names_come_first() {
        var word = ownWord();
        var venue = catalogue.london();
        catalogue.save(Event.named(word + "ada", venue));
        catalogue.save(Event.named("Évening with " + word, venue));
        catalogue.save(Event.named(word, venue));
        eventually(answer -> answer.names().size() == 3, "term", word);

        assertThat(api.search("term", word).names().getFirst()).isEqualTo(word);
        assertThat(api.search("term", word + "ad").names()).contains(word + "ada");
        assertThat(api.search("term", "evening " + word).names().getFirst()).isEqualTo("Évening with " + word);
        var mistyped = word.substring(0, 3) + word.charAt(4) + word.charAt(3) + word.substring(5);
        assertThat(api.search("term", mistyped).names()).contains(word);
    }

    @Test
    void sooner_and_more_available_events_come_first_among_equals() {
        var word = ownWord();
        var venue = catalogue.london();
        var late = catalogue.save(Event.named(word, venue).at(soon.plus(200, ChronoUnit.DAYS)));
        var soldOut = catalogue.save(Event.named(word, venue).at(soon));
        var early = catalogue.save(Event.named(word, venue).at(soon));
        catalogue.book(soldOut, 0, 20);
        var found = eventually(
                answer -> answer.texts("events", "availability").contains("SOLD_OUT")
                        && answer.ids().size() == 3,
                "term",
                word);
        assertThat(found.ids()).containsExactly(early.toString(), soldOut.toString(), late.toString());
        assertThat(found.texts("events", "status")).containsExactly("ON_SALE", "SOLD_OUT", "ON_SALE");
        assertThat(eventually(answer -> answer.ids().size() == 2, "term", word, "availableOnly", "true")
                        .ids())
                .containsExactly(early.toString(), late.toString());
    }

    @Test
    void place_is_a_city_or_a_circle_and_distance_is_in_the_unit_asked_for() {
        var word = ownWord();
        var inLondon = catalogue.save(Event.named(word, catalogue.london()));
        var inBerlin = catalogue.save(Event.named(word, berlin()));
        eventually(answer -> answer.ids().size() == 2, "term", word);

        assertThat(api.search("term", word, "location", "berlin").ids()).containsExactly(inBerlin.toString());
        assertThat(api.search("term", word, "location", "Berlin, DE").ids()).containsExactly(inBerlin.toString());
        assertThat(api.search("term", word, "location", "51.5,-0.12").ids()).containsExactly(inLondon.toString());
        assertThat(api.search("term", word, "location", "51.5,-0.12", "radius", "3")
                        .ids())
                .isEmpty();

        var near = api.search("term", word, "location", "51.5,-0.12", "radius", "1000", "sort", "distance,asc");
        assertThat(near.ids()).containsExactly(inLondon.toString(), inBerlin.toString());
        var km = near.body().at("/events/1/distance").asDouble();
        assertThat(km).isBetween(925.0, 940.0);
        var miles = api.search(
                "term", word, "location", "51.5,-0.12", "radius", "1000", "unit", "miles", "sort", "distance,asc");
        assertThat(miles.body().at("/events/1/distance").asDouble()).isBetween(km / 1.61, km / 1.608);
    }

    @Test
    void exact_coordinates_are_rounded_to_a_grid_cell_and_the_answer_says_so() {
        var origin = api.search("location", "51.50742,-0.12791").body().at("/origin");
        assertThat(origin.at("/latitude").asDouble()).isEqualTo(51.51);
        assertThat(origin.at("/longitude").asDouble()).isEqualTo(-0.13);
        var close = api.search("location", "51.50742,-0.12791", "radius", "2")
                .body()
                .at("/origin");
        assertThat(close.at("/latitude").asDouble()).isEqualTo(51.507);
    }

    @Test
    void a_date_is_a_day_where_the_venue_is() {
        var word = ownWord();
        var tokyo = tokyo();
        // 08:00 in Tokyo is still the evening before in UTC.
        var start =
                LocalDate.now(ZoneId.of("Asia/Tokyo")).plusDays(50).atTime(8, 0).atZone(ZoneId.of("Asia/Tokyo"));
        var id = catalogue.save(Event.named(word, tokyo).at(start.toInstant())).toString();
        eventually(answer -> answer.ids().size() == 1, "term", word);

        var there = start.toLocalDate();
        assertThat(api.search("term", word, "date", there.toString()).ids()).containsExactly(id);
        assertThat(api.search("term", word, "date", there.minusDays(1).toString())
                        .ids())
                .isEmpty();
        assertThat(api.search("term", word, "date", there.minusDays(3) + ".." + there)
                        .ids())
                .containsExactly(id);
        assertThat(api.search("term", word, "startDateTime", start.toInstant().toString())
                        .ids())
                .containsExactly(id);
        assertThat(api.search(
                                "term",
                                word,
                                "endDateTime",
                                start.toInstant().minusSeconds(1).toString())
                        .ids())
                .isEmpty();
        assertThat(api.search("term", word).body().at("/facets/month/0/value").asString())
                .isEqualTo(there.toString().substring(0, 7));
    }

    @Test
    void prices_are_minor_units_and_sort_with_unknown_ones_last() {
        var word = ownWord();
        var venue = catalogue.london();
        var dear = catalogue.save(Event.named(word, venue).costing(9000L)).toString();
        var cheap = catalogue.save(Event.named(word, venue).costing(1500L)).toString();
        var unknown = catalogue.save(Event.named(word, venue).costing(null)).toString();
        eventually(answer -> answer.ids().size() == 3, "term", word);

        assertThat(api.search("term", word, "sort", "price,asc").ids()).containsExactly(cheap, dear, unknown);
        assertThat(api.search("term", word, "maxPrice", "2000").ids()).containsExactly(cheap);
        assertThat(api.search("term", word, "minPrice", "2000").ids()).containsExactly(dear);
        assertThat(api.search("term", word, "currency", "usd").ids()).isEmpty();
    }

    @Test
    void type_is_a_category_or_a_genre_and_facets_count_all_pages() {
        var word = ownWord();
        var venue = catalogue.london();
        for (int i = 0; i < 3; i++) {
            catalogue.save(Event.named(word + " " + i, venue).of("MUSIC", "Hip-Hop"));
        }
        catalogue.save(Event.named(word + " opera", berlin()).of("ARTS", "Opera"));
        var all = eventually(
                answer -> answer.ids().size() == 2
                        && answer.body().at("/page/totalElements").asLong() == 4,
                "term",
                word,
                "size",
                "2",
                "sort",
                "date,asc");

        assertThat(all.body().at("/page/totalPages").asLong()).isEqualTo(2);
        assertThat(all.body().at("/facets/category").toString())
                .isEqualTo("[{\"value\":\"MUSIC\",\"count\":3},{\"value\":\"ARTS\",\"count\":1}]");
        assertThat(all.body().at("/facets/city").toString())
                .isEqualTo("[{\"value\":\"London\",\"count\":3},{\"value\":\"Berlin\",\"count\":1}]");
        assertThat(api.search("term", word, "type", "music").names()).hasSize(3);
        assertThat(api.search("term", word, "type", "hip hop").names()).hasSize(3);
        assertThat(api.search("term", word, "type", "ARTS").names()).containsExactly(word + " opera");
        var second = api.search("term", word, "size", "2", "sort", "date,asc", "page", "1");
        assertThat(second.ids()).hasSize(2).doesNotContainAnyElementsOf(all.ids());
    }

    @Test
    void past_draft_and_cancelled_events_are_left_out_unless_asked_for() {
        var word = ownWord();
        var venue = catalogue.london();
        var past = catalogue.save(
                Event.named(word + " past", venue).at(Instant.now().minus(2, ChronoUnit.DAYS)));
        var cancelled = catalogue.save(Event.named(word + " cancelled", venue));
        var draft = catalogue.save(Event.named(word + " draft", venue).in("DRAFT"));
        var later = catalogue.save(Event.named(word + " later", venue).onSaleFrom(soon.minus(10, ChronoUnit.DAYS)));
        catalogue.set(cancelled, "CANCELLED");
        eventually(answer -> answer.ids().equals(List.of(later.toString())), "term", word);
        eventually(answer -> answer.ids().size() == 1, "term", word, "status", "CANCELLED");

        assertThat(api.search("term", word).texts("events", "status")).containsExactly("SCHEDULED");
        assertThat(api.search("term", word).texts("events", "availability")).containsExactly("NOT_ON_SALE");
        assertThat(api.search("term", word, "includePast", "true").ids()).contains(past.toString());
        assertThat(api.search("term", word, "status", "ENDED").ids()).containsExactly(past.toString());
        assertThat(api.search("term", word, "status", "CANCELLED").texts("events", "status"))
                .containsExactly("CANCELLED");
        assertThat(api.search("term", word, "status", "SCHEDULED,ON_SALE").ids())
                .containsExactly(later.toString());

        var drafts = "/search" + SearchApiClient.query("term", word, "status", "DRAFT");
        assertThat(api.get(drafts).status()).isEqualTo(401);
        assertThat(api.get(drafts, TokenIssuer.shared().token("bob", "buyer")).status())
                .isEqualTo(403);
        assertThat(api.get(drafts, TokenIssuer.shared().token("otto", "organizer"))
                        .ids())
                .isEmpty();
        var own = api.get(drafts, TokenIssuer.shared().token("olivia", "organizer"));
        assertThat(own.ids()).containsExactly(draft.toString());
        assertThat(own.header("Cache-Control")).contains("no-store");
    }

    /// B12: copies and drafts.
    @Test
    void a_deleted_draft_is_found_by_nobody_any_more() {
        var word = ownWord();
        var venue = catalogue.london();
        var stays = catalogue.save(Event.named(word + " stays", venue).in("DRAFT"));
        var goes = catalogue.save(Event.named(word + " goes", venue).in("DRAFT"));
        var drafts = "/search" + SearchApiClient.query("term", word, "status", "DRAFT");
        var olivia = TokenIssuer.shared().token("olivia", "organizer");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.get(drafts, olivia).ids())
                        .containsExactlyInAnyOrder(stays.toString(), goes.toString()));
        catalogue.delete(goes);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.get(drafts, olivia).ids()).containsExactly(stays.toString()));
    }

    @Test
    void availability_follows_the_sale_from_available_to_few_left_to_sold_out() {
        var word = ownWord();
        var id = catalogue.save(Event.named(word, catalogue.london()).with(200));
        eventually(answer -> answer.texts("events", "availability").equals(List.of("AVAILABLE")), "term", word);
        catalogue.book(id, 0, 185);
        eventually(answer -> answer.texts("events", "availability").equals(List.of("FEW_LEFT")), "term", word);
        catalogue.book(id, 185, 15);
        eventually(answer -> answer.texts("events", "availability").equals(List.of("SOLD_OUT")), "term", word);
    }

    @Test
    void renaming_a_venue_or_a_performer_renames_it_in_every_event() {
        var word = ownWord();
        var venue = catalogue.london();
        var performer = catalogue.performer("Before " + word);
        catalogue.save(Event.named("One", venue).by(performer));
        catalogue.save(Event.named("Two", venue).by(performer));
        eventually(answer -> answer.ids().size() == 2, "term", word);

        var renamed = ownWord();
        catalogue
                .events()
                .sql("update catalog.performer set name = ? where id = ?")
                .params("After " + renamed, performer)
                .update();
        eventually(answer -> answer.ids().size() == 2, "term", renamed);
        eventually(answer -> answer.ids().isEmpty(), "term", word);
        var hall = ownWord();
        catalogue
                .events()
                .sql("update catalog.venue set name = ? where id = ?")
                .params(hall, venue)
                .update();
        eventually(answer -> answer.ids().size() == 2, "term", hall);
    }

    @Test
    void suggestions_name_what_they_are_without_repeating_themselves() {
        var word = ownWord();
        var venue = catalogue.venue(word + " Arena", "City of " + word, "GB", 51, 0, "Europe/London");
        var performer = catalogue.performer(word + " Band");
        for (int i = 0; i < 15; i++) {
            catalogue.save(Event.named(word + " Night " + (i % 8), venue).by(performer));
        }
        catalogue.save(Event.named(word + " Gone", venue).at(Instant.now().minus(3, ChronoUnit.DAYS)));
        eventually(answer -> answer.body().at("/page/totalElements").asLong() == 15, "term", word);

        var suggested = api.suggest(word.substring(0, 6));
        assertThat(suggested.header("Cache-Control")).contains("max-age=30");
        assertThat(suggested.texts("suggestions", "kind")).contains("EVENT", "PERFORMER", "VENUE", "CITY");
        assertThat(suggested.texts("suggestions", "text"))
                .hasSizeLessThanOrEqualTo(10)
                .doesNotHaveDuplicates()
                .doesNotContain(word + " Gone")
                .contains(word + " Band", word + " Arena", "City of " + word);
        assertThat(suggested.body().at("/suggestions/0/id").asString()).isNotEmpty();
        var mistyped = word.substring(0, 2) + word.charAt(3) + word.charAt(2) + word.substring(4);
        assertThat(api.suggest(mistyped).texts("suggestions", "text")).contains(word + " Band");
        assertThat(api.suggest("!?").texts("suggestions", "text")).isEmpty();
    }

    /// I4: whatever is accepted is found, also on the last evening there is.
    @Test
    void an_event_of_the_year_9999_is_found() {
        var word = ownWord();
        var last = catalogue.save(Event.named(word, tokyo()).at(Instant.parse("9999-12-31T23:59:59Z")));
        catalogue.book(last, 0, 20);
        eventually(answer -> answer.ids().equals(List.of(last.toString())), "term", word);
    }

    /// D13: a closed sale is not the end of an event, and there is nothing to be had any more.
    @Test
    void an_event_whose_sale_is_over_is_found_as_such() {
        var word = ownWord();
        var id = catalogue.save(Event.named(word, catalogue.london()));
        catalogue
                .events()
                .sql("update catalog.event set sales_end_at = now() - interval '1 day' where id = ?")
                .param(id)
                .update();
        var found = eventually(
                answer -> !answer.texts("events", "status").contains("ON_SALE")
                        && answer.ids().size() == 1,
                "term",
                word);
        assertThat(found.texts("events", "status")).containsExactly("SALES_ENDED");
        assertThat(api.search("term", word, "status", "SALES_ENDED").ids()).containsExactly(id.toString());
        assertThat(api.search("term", word, "status", "ENDED").ids()).isEmpty();
        assertThat(api.search("term", word, "availableOnly", "true").ids()).isEmpty();
    }

    @Test
    void how_long_a_change_takes_to_be_searchable_is_measured() {
        var freshness = meters.get("boxoffice.search.freshness").timer();
        var before = freshness.count();
        var word = ownWord();
        catalogue.save(Event.named(word, catalogue.london()));
        eventually(answer -> answer.ids().size() == 1, "term", word);
        await().atMost(Duration.ofSeconds(20)).until(() -> freshness.count() > before);
    }
}
