package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.testkit.TokenIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchValidationTest extends SearchServiceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort      | name,asc",
                "sort      | date,sideways",
                "sort      | distance,asc",
                "radius    | 0",
                "radius    | -1",
                "radius    | NaN",
                "radius    | 1e9",
                "radius    | 99999",
                "unit      | furlongs",
                "location  | 91,0",
                "location  | 0,181",
                "location  | 12",
                "location  | 1,2,3",
                "location  | ,",
                "size      | 201",
                "size      | 0",
                "page      | -1",
                "page      | 500",
                "date      | tomorrow",
                "date      | 2027-02-30",
                "date      | 2027-05-31..2027-05-01",
                "date      | 2027-05-01..",
                "startDateTime | 2027-05-01",
                "endDateTime | soon",
                "minPrice  | -5",
                "minPrice  | 12.50",
                "maxPrice  | 99999999999999999999",
                "currency  | EURO",
                "availableOnly | 1",
                "includePast | yes",
                "status    | PUBLISHED",
            })
    void what_cannot_be_read_is_refused_and_named(String field, String value) {
        var answer = api.search(field, value);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/type").asString()).isEqualTo("/problems/validation-failed");
        assertThat(answer.texts("errors", "field")).containsExactly(field);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void a_term_of_five_thousand_characters_is_refused_for_searches_and_suggestions() {
        var term = "a".repeat(5_000);
        assertThat(api.search("term", term).texts("errors", "field")).containsExactly("term");
        assertThat(api.suggest(term).texts("errors", "field")).containsExactly("term");
        assertThat(api.get("/search/suggest").status()).isEqualTo(422);
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        var answer = api.search("minPrice", "9", "maxPrice", "3", "sort", "x", "radius", "0");
        assertThat(answer.texts("errors", "field")).containsExactlyInAnyOrder("maxPrice", "sort", "radius");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "*",
                "name:*",
                "\"}}]} //",
                "a OR 1=1",
                "\\\\u0000",
                "((((((",
                "/.*/",
                "{\"match_all\":{}}",
                "<script>",
                "+++ --- &&& |||",
                "%00",
                "'; drop table catalog.event; --"
            })
    void a_term_is_text_and_never_a_query(String term) {
        var word = ownWord();
        catalogue.save(Event.named(word, catalogue.london()));
        eventually(found -> found.ids().size() == 1, "term", word);
        var answer = api.search("term", term, "location", "London");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.names()).doesNotContain(word);
    }

    /// I1: a filter that does not exist is refused, not passed over with everything in the answer.
    @Test
    void an_unknown_parameter_is_refused_and_named() {
        assertThat(api.search("performerId", "x", "owner", "me", "utm_source", "mail")
                        .texts("errors", "field"))
                .containsExactlyInAnyOrder("performerId", "owner");
        assertThat(api.get("/search/suggest?term=a&limit=5").texts("errors", "field"))
                .containsExactly("limit");
        assertThat(api.search("utm_source", "mail").status()).isEqualTo(200);
        assertThat(api.get("/search?term=Beyonc%E9").status()).isEqualTo(400);
    }

    @Test
    void rebuilding_is_for_operators() {
        assertThat(api.get("/search/rebuild").status()).isEqualTo(401);
        var buyer = TokenIssuer.shared().token("bob", "buyer");
        assertThat(api.get("/search/rebuild", buyer).status()).isEqualTo(403);
        assertThat(api.post("/search/rebuild", buyer).status()).isEqualTo(403);
    }

    @Test
    void wrong_methods_and_unknown_paths_are_told_without_a_token() {
        var buyer = TokenIssuer.shared().token("bob", "buyer");
        assertThat(api.post("/search", buyer).status()).isEqualTo(405);
        assertThat(api.get("/search/nothing").status()).isEqualTo(404);
        assertThat(api.get("/search/nothing").body().at("/type").asString()).isEqualTo("/problems/not-found");
    }
}
