package dev.boxoffice.search.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.search.text.TextNormalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// H7: a place is known by any of its names.
class PlaceDirectoryTest {

    private static final String MUNICH = "2867714";
    private static final String PRAGUE = "3067696";
    private static final PlaceDirectory PLACES = new PlaceDirectory();

    private static List<String> named(String text) {
        return PLACES.named(TextNormalizer.key(text)).stream().map(GeoPlace::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "München, 2867714",
        "Munich, 2867714",
        "Monachium, 2867714",
        "Мюнхен, 2867714",
        "ミュンヘン, 2867714",
        "Praha, 3067696",
        "Prag, 3067696",
        "Londra, 2643743",
        "東京, 1850147",
        "Tokio, 1850147",
        "Deutschland, DE",
        "Alemania, DE",
        "USA, US",
        "Kalifornien, US-CA",
        "Bayern, DE-02",
        "Écosse, GB-SCT",
        "Kreuzberg, 2884161",
        "Brooklyn, 5110302"
    })
    void a_place_is_known_by_its_names(String name, String id) {
        assertThat(named(name)).contains(id);
    }

    @Test
    void a_name_of_many_places_means_those_that_are_somehow_of_a_size() {
        assertThat(named("Manhattan")).contains("5125771").doesNotContain("4274994"); // of 56,000, in Kansas
        assertThat(named("New York")).contains("5128581", "US-NY");
        assertThat(named("Georgia")).contains("GE", "US-GA");
    }

    @ParameterizedTest
    @CsvSource({"berln, 2950159", "lodnon, 2643743", "pargue, 3067696", "muenchn, 2867714", "barcelonna, 3128760"})
    void a_mistyped_name_means_the_nearest_place(String mistyped, String id) {
        assertThat(PLACES.closest(mistyped).stream().map(GeoPlace::id)).containsExactly(id);
    }

    @Test
    void words_that_are_hardly_ever_meant_as_places_are_none_within_a_term() {
        for (var word :
                List.of("mo", "u2", "live", "queen", "kiss", "metal", "opera", "ballet", "hamlet", "swan", "beyonce")) {
            assertThat(PLACES.namedInTerm(word)).as(word).isEmpty();
        }
        assertThat(PLACES.namedInTerm("munich").stream().map(GeoPlace::id)).containsExactly(MUNICH);
    }

    @ParameterizedTest
    @CsvSource({
        "Praha 1, , CZ, , , 3067696",
        "Praha 10, , CZ, 50.0733, 14.4920, 3067696",
        "München, , DE, 48.17, 11.55, DE-02",
        "Berlin, , DE, 52.5010, 13.3900, 2884161", // a hall in Kreuzberg
        "Brooklyn, NY, US, 40.6826, -73.9754, 5128581",
        "Portland, OR, US, , , US-OR",
        "Nowhere-on-Sea, , GB, , , GB"
    })
    void a_venue_is_in_its_district_its_city_its_state_and_its_country(
            String city,
            @Nullable String state,
            String country,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String id) {
        assertThat(new VenueLocator(PLACES).of(city, state, country, latitude, longitude))
                .contains(id);
    }

    @Test
    void a_venue_far_from_the_city_of_its_name_is_in_another_one() {
        assertThat(new VenueLocator(PLACES).of("Prague", null, "CZ", 49.2, 16.6))
                .doesNotContain(PRAGUE);
    }

    /// The file is folded once, when it is made, not whenever a service starts.
    @Test
    void all_names_are_folded_as_terms_are() {
        PlaceFileReader.read((place, names) -> assertThat(names)
                .as(place.id())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(TextNormalizer.key(name)).isEqualTo(name)));
    }

    @Test
    void distance_counts_swapped_neighbours_once_and_gives_up_early() {
        assertThat(EditDistance.between("berlin", "brelin", 2)).isEqualTo(1);
        assertThat(EditDistance.between("berlin", "merlin", 2)).isEqualTo(1);
        assertThat(EditDistance.between("berlin", "bern", 2)).isEqualTo(2);
        assertThat(EditDistance.between("berlin", "paris", 1)).isEqualTo(2);
    }
}
