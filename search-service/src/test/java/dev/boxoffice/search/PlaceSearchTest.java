package dev.boxoffice.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.search.CatalogueTestData.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Search in the audience's words: places by any name, days, currencies, and what can be had.
class PlaceSearchTest extends SearchServiceTest {

    private UUID munich() {
        return catalogue.venue("Olympiahalle", "München", "DE", 48.1749, 11.5500, "Europe/Berlin");
    }

    private UUID prague() {
        return catalogue.venue("Palác", "Praha 1", "CZ", 50.0810, 14.4280, "Europe/Prague");
    }

    /// H7: one city, many names, one state, one country.
    @Test
    void a_city_is_found_by_any_of_its_names_its_state_and_its_country() {
        var word = ownWord();
        var inMunich = catalogue.save(Event.named(word, munich())).toString();
        var inPrague = catalogue.save(Event.named(word, prague())).toString();
        eventually(answer -> answer.ids().size() == 2, "term", word);

        for (var name : List.of("München", "Munich", "Monachium", "Мюнхен", "munchen", "Munhc", "Bayern", "Alemania")) {
            assertThat(api.search("term", word, "location", name).ids())
                    .as(name)
                    .containsExactly(inMunich);
        }
        for (var name : List.of("Praha", "Prague", "Prag", "Praga", "プラハ", "Praha 1", "Czechia", "Prague, CZ")) {
            assertThat(api.search("term", word, "location", name).ids())
                    .as(name)
                    .containsExactly(inPrague);
        }
        assertThat(api.search("term", word, "location", "Munich, Austria").ids())
                .isEmpty();
        assertThat(api.search("term", word, "location", "Munich, Nowhereland").status())
                .isEqualTo(422);
    }

    /// H7: a hall that says only its city is in its district, and a small town nobody lists is found by its own name.
    @Test
    void districts_and_unlisted_towns_are_places_too() {
        var word = ownWord();
        var hall = catalogue.venue("SO36", "Berlin", "DE", 52.5005, 13.4220, "Europe/Berlin");
        var inKreuzberg = catalogue.save(Event.named(word, hall)).toString();
        var town = "Upper " + ownWord();
        var inTown = catalogue
                .save(Event.named(word, catalogue.venue("Barn", town, "GB", 52, -1, "Europe/London")))
                .toString();
        eventually(answer -> answer.ids().size() == 2, "term", word);

        assertThat(api.search("term", word, "location", "Kreuzberg").ids()).containsExactly(inKreuzberg);
        assertThat(api.search("term", word, "location", town).ids()).containsExactly(inTown);
        var mistyped = town.substring(0, town.length() - 1);
        assertThat(api.search("term", word, "location", mistyped).ids()).containsExactly(inTown);
    }

    /// H9: `comedy prague` finds nothing in Prague.
    @Test
    void places_and_kinds_of_events_are_understood_within_a_term() {
        var word = ownWord();
        var comedy = catalogue
                .save(Event.named(word, prague()).of("COMEDY", "Stand-up"))
                .toString();
        var rock =
                catalogue.save(Event.named(word, munich()).of("MUSIC", "Rock")).toString();
        eventually(answer -> answer.ids().size() == 2, "term", word);

        assertThat(api.search("term", word + " comedy prague").ids()).containsExactly(comedy);
        assertThat(api.search("term", word + " kabarett praga").ids()).containsExactly(comedy);
        assertThat(api.search("term", word + " rock concert in munich").ids()).containsExactly(rock);
        assertThat(api.search("term", word + " rock germany").ids()).containsExactly(rock);
        assertThat(api.search("term", word + " in deutschland").ids()).containsExactly(rock);
    }

    /// H9: fewer than ten exact hits brought fuzzy strangers into totals and facets.
    @Test
    void whoever_spelt_a_name_right_sees_no_strangers() {
        var word = ownWord();
        var stranger = word.substring(0, word.length() - 1) + (word.endsWith("k") ? "j" : "k");
        var meant = catalogue.save(Event.named(word, munich())).toString();
        var other = catalogue.save(Event.named(stranger, prague())).toString();
        eventually(answer -> answer.ids().equals(List.of(meant)), "term", word);
        eventually(answer -> answer.ids().equals(List.of(other)), "term", stranger);

        var answer = api.search("term", word);
        assertThat(answer.body().at("/page/totalElements").asLong()).isEqualTo(1);
        assertThat(answer.body().at("/facets/city").size()).isEqualTo(1);
        var mistyped = word.substring(0, word.length() - 1) + "0";
        assertThat(api.search("term", mistyped).ids()).containsExactlyInAnyOrder(meant, other);
    }

    /// H9: a festival's second day found nothing.
    @Test
    void an_event_matches_every_day_on_which_it_runs() {
        var word = ownWord();
        var zone = ZoneId.of("Europe/Berlin");
        var friday = LocalDate.now(zone).plusDays(60);
        var id = catalogue.save(
                Event.named(word, munich()).at(friday.atTime(16, 0).atZone(zone).toInstant()));
        catalogue
                .events()
                .sql("update catalog.event set ends_at = ? where id = ?")
                .params(friday.plusDays(2).atTime(23, 0).atZone(zone).toOffsetDateTime(), id)
                .update();
        eventually(
                answer -> answer.ids().size() == 1,
                "term",
                word,
                "date",
                friday.plusDays(2).toString());

        for (int day = 0; day <= 2; day++) {
            assertThat(api.search("term", word, "date", friday.plusDays(day).toString())
                            .ids())
                    .hasSize(1);
        }
        assertThat(api.search("term", word, "date", friday.minusDays(1).toString())
                        .ids())
                .isEmpty();
        assertThat(api.search("term", word, "date", friday.plusDays(3).toString())
                        .ids())
                .isEmpty();
        assertThat(api.search("term", word, "date", friday.plusDays(1) + ".." + friday.plusDays(9))
                        .ids())
                .hasSize(1);
        assertThat(api.search("term", word).body().at("/events/0/timezone").asString())
                .isEqualTo("Europe/Berlin");
    }

    /// H8: 3,000 yen are not more than 25 euro because the number is larger.
    @Test
    void prices_of_several_currencies_are_not_compared() {
        var word = ownWord();
        var euro = catalogue.save(Event.named(word, munich()).costing(2500L)).toString();
        eventually(answer -> answer.ids().size() == 1, "term", word);
        assertThat(api.search("term", word, "sort", "price,asc").ids()).containsExactly(euro);

        var yen = catalogue.save(Event.named(word, prague()).costing(3000L));
        catalogue
                .events()
                .sql("update catalog.price_tier set currency = 'JPY' where event_id = ?")
                .param(yen)
                .update();
        eventually(answer -> answer.ids().size() == 1, "term", word, "currency", "JPY");

        for (var compared : List.of("sort=price,asc", "minPrice=1", "maxPrice=2900")) {
            var parts = compared.split("=");
            var refused = api.search("term", word, parts[0], parts[1]);
            assertThat(refused.status()).as(compared).isEqualTo(422);
            assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("currency");
            assertThat(refused.body().at("/errors/0/message").asString()).contains("EUR", "JPY");
        }
        assertThat(api.search("term", word, "sort", "price,asc", "currency", "EUR")
                        .ids())
                .containsExactly(euro);
        assertThat(api.search("term", word, "maxPrice", "2900", "currency", "eur")
                        .ids())
                .containsExactly(euro);
    }

    /// H5, H9: a listing whose sale elsewhere is over cannot be had anywhere.
    @Test
    void a_listing_that_is_off_sale_is_said_to_be() {
        var word = ownWord();
        var closed = catalogue.save(
                Event.named(word + " closed", munich()).in("LISTED").with(0));
        var open = catalogue.save(
                Event.named(word + " open", munich()).in("LISTED").with(0));
        catalogue
                .events()
                .sql("update catalog.event set sales_end_at = now() - interval '1 day' where id = ?")
                .param(closed)
                .update();
        eventually(
                answer -> answer.texts("events", "status").contains("SALES_ENDED")
                        && answer.ids().size() == 2,
                "term",
                word);

        var ended = api.search("term", word, "status", "SALES_ENDED");
        assertThat(ended.ids()).containsExactly(closed.toString());
        assertThat(ended.texts("events", "availability")).containsExactly("NOT_ON_SALE");
        var scheduled = api.search("term", word, "status", "SCHEDULED");
        assertThat(scheduled.ids()).containsExactly(open.toString());
        assertThat(scheduled.texts("events", "availability")).containsExactly("ELSEWHERE");
    }

    /// H9: `AVAILABLE` on what cannot be bought here.
    @Test
    void availability_says_what_can_be_bought_here_now() {
        var word = ownWord();
        var listed = catalogue.save(
                Event.named(word + " listed", munich()).in("LISTED").with(0));
        var soon = catalogue.save(
                Event.named(word + " soon", munich()).onSaleFrom(Instant.now().plus(3, ChronoUnit.DAYS)));
        var over = catalogue.save(Event.named(word + " over", munich()));
        var postponed =
                catalogue.save(Event.named(word + " postponed", munich()).in("POSTPONED"));
        var undated = catalogue.save(Event.named(word + " undated", munich()).with(200));
        catalogue
                .events()
                .sql("update catalog.event set starts_at = null, ends_at = null where id = ?")
                .param(undated)
                .update();
        catalogue.save(Event.named(word + " open", munich()).with(200));
        catalogue
                .events()
                .sql("update catalog.event set sales_end_at = now() - interval '1 day' where id = ?")
                .param(over)
                .update();
        catalogue
                .events()
                .sql("update catalog.event set url = 'https://example.org/listed', time_tba = true where id = ?")
                .param(listed)
                .update();
        eventually(
                answer -> answer.ids().size() == 6
                        && answer.texts("events", "status").contains("SALES_ENDED")
                        && Collections.frequency(answer.texts("events", "status"), "POSTPONED") == 2
                        && answer.body().toString().contains("example.org"),
                "term",
                word);

        assertThat(availability(word, "listed")).isEqualTo("ELSEWHERE SCHEDULED");
        assertThat(availability(word, "soon")).isEqualTo("NOT_ON_SALE SCHEDULED");
        assertThat(availability(word, "over")).isEqualTo("NOT_ON_SALE SALES_ENDED");
        assertThat(availability(word, "postponed")).isEqualTo("NOT_ON_SALE POSTPONED");
        assertThat(availability(word, "undated")).isEqualTo("NOT_ON_SALE POSTPONED");
        assertThat(availability(word, "open")).isEqualTo("AVAILABLE ON_SALE");
        assertThat(api.search("term", word, "status", "POSTPONED").ids())
                .containsExactlyInAnyOrder(postponed.toString(), undated.toString());
        assertThat(api.search("term", word, "availableOnly", "true").names()).containsExactly(word + " open");
        assertThat(api.search("term", word, "availableOnly", "true").ids()).doesNotContain(soon.toString());
        var first = api.search("term", word + " listed").body().at("/events/0");
        assertThat(first.at("/url").asString()).isEqualTo("https://example.org/listed");
        assertThat(first.at("/timeTba").asBoolean()).isTrue();
    }

    private String availability(String word, String which) {
        var event = api.search("term", word + " " + which).body().at("/events/0");
        return event.at("/availability").asString() + " " + event.at("/status").asString();
    }

    /// I7: beyond the pages a cursor goes on, without gaps or repetitions.
    @Test
    void a_cursor_goes_through_all_there_is() {
        var word = ownWord();
        var venue = munich();
        for (int i = 0; i < 7; i++) {
            catalogue.save(Event.named(word + (i % 2 == 0 ? "" : " extra"), venue)
                    .at(Instant.now().plus(30 + i / 3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS)));
        }
        eventually(answer -> answer.body().at("/page/totalElements").asLong() == 7, "term", word);
        var mistyped = word.substring(0, word.length() - 1) + "0";

        for (var sort : List.of("relevance,desc", "date,asc", "price,asc")) {
            for (var term : List.of(word, mistyped)) {
                assertThat(byCursor(term, sort))
                        .as(sort + " " + term)
                        .hasSize(7)
                        .doesNotHaveDuplicates();
                assertThat(byCursor(term, sort))
                        .isEqualTo(api.search("term", term, "sort", sort).ids());
            }
        }
        var cursor =
                api.search("term", word, "size", "3").body().at("/nextCursor").asString();
        assertThat(api.search("term", word + "x", "size", "3", "cursor", cursor).status())
                .isEqualTo(422);
        assertThat(api.search("term", word, "cursor", cursor, "page", "1").status())
                .isEqualTo(422);
        assertThat(api.search("term", word, "cursor", "bm9uc2Vuc2U").status()).isEqualTo(422);
        for (var forged : List.of(
                rewritten(cursor, text -> text.substring(0, text.lastIndexOf('\n'))),
                rewritten(cursor, text -> text + "\nsmore"),
                rewritten(cursor, text -> text.replaceFirst("\nd[^\n]*", "\nsnumber")),
                rewritten(cursor, text -> text.replaceFirst("\nd[^\n]*", "\ndNaN")))) {
            assertThat(api.search("term", word, "size", "3", "cursor", forged).status())
                    .as(new String(Base64.getUrlDecoder().decode(forged), UTF_8))
                    .isEqualTo(422);
        }
        var ofAll = api.search("size", "3").body().at("/nextCursor").asString();
        var widened = rewritten(ofAll, text -> text.replace("AS_TYPED", "SOME_WORDS"));
        assertThat(api.search("size", "3", "cursor", widened).status()).isEqualTo(422);
    }

    /// What everybody can write who has one.
    private static String rewritten(String cursor, UnaryOperator<String> change) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(change.apply(text).getBytes(UTF_8));
    }

    @Test
    void no_radius_is_too_small_to_look_in() {
        assertThat(api.search("location", "52,13", "radius", "0.0001").status()).isEqualTo(200);
    }

    private List<String> byCursor(String term, String sort) {
        var all = new ArrayList<String>();
        var answer = api.search("term", term, "sort", sort, "size", "3");
        while (true) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().at("/page/totalElements").asLong()).isEqualTo(7);
            all.addAll(answer.ids());
            var next = answer.body().path("nextCursor");
            if (next.isMissingNode()) {
                return all;
            }
            answer = api.search("term", term, "sort", sort, "size", "3", "cursor", next.asString());
        }
    }
}
