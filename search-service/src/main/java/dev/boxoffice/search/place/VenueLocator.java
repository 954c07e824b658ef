package dev.boxoffice.search.place;

import dev.boxoffice.search.text.TextNormalizer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells which places a venue is in: its city or district, the city around that, its state and its country.
public final class VenueLocator {

    /// "Praha 1", "Paris 18e", "Wien 3.": postal districts of a city.
    private static final Pattern POSTAL_DISTRICT = Pattern.compile("(.*\\p{L}) (?:[0-9]{1,2}(?:er|e|eme)?|cedex.*)");
    /// A district's middle is seldom farther away from where its people think they are.
    private static final double DISTRICT_KM = 2.5;
    /// Farther from the city of its name, a venue is in another one of the same name.
    private static final double SAME_CITY_KM = 60;

    private final PlaceDirectory places;

    public VenueLocator(PlaceDirectory places) {
        this.places = places;
    }

    /// @param stateCode as in addresses, such as `CA`
    /// @param countryCode ISO 3166
    public Set<String> of(
            String city,
            @Nullable String stateCode,
            String countryCode,
            @Nullable Double latitude,
            @Nullable Double longitude) {
        var ids = new LinkedHashSet<String>();
        var found = city(TextNormalizer.key(city), countryCode, latitude, longitude);
        found.ifPresent(place -> {
            ids.add(place.id());
            var around = places.withId(place.partOf()).orElse(place);
            ids.add(around.id());
            if (latitude != null && longitude != null) {
                districts(around, latitude, longitude).forEach(district -> ids.add(district.id()));
            }
            if (place.region() != null) {
                ids.add(countryCode + "-" + place.region());
            }
        });
        if (stateCode != null) {
            places.region(countryCode, stateCode).ifPresent(ids::add);
        }
        ids.add(countryCode);
        return ids;
    }

    private Optional<GeoPlace> city(
            String key, String countryCode, @Nullable Double latitude, @Nullable Double longitude) {
        var named = towns(key, countryCode);
        var district = POSTAL_DISTRICT.matcher(key);
        if (named.isEmpty() && district.matches()) {
            named = towns(district.group(1), countryCode);
        }
        if (latitude == null || longitude == null) {
            return named.stream().max(Comparator.comparingLong(GeoPlace::people));
        }
        return named.stream()
                .filter(place -> place.kmTo(latitude, longitude) <= SAME_CITY_KM)
                .min(Comparator.comparingDouble(place -> place.kmTo(latitude, longitude)));
    }

    private List<GeoPlace> towns(String key, String countryCode) {
        return places.named(
                key,
                place -> place.country().equals(countryCode)
                        && (place.kind() == GeoPlace.Kind.CITY || place.kind() == GeoPlace.Kind.DISTRICT));
    }

    private List<GeoPlace> districts(GeoPlace city, double latitude, double longitude) {
        return places.districtsOf(city).stream()
                .filter(district -> district.kmTo(latitude, longitude) <= DISTRICT_KM)
                .toList();
    }
}
