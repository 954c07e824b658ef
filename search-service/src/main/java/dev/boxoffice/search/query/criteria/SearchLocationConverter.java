package dev.boxoffice.search.query.criteria;

import dev.boxoffice.search.place.GeoPlace;
import dev.boxoffice.search.place.PlaceDirectory;
import dev.boxoffice.search.text.TextNormalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads `location`: coordinates, or a place by any name it has, or nearly so.
@Component
class SearchLocationConverter {

    private final PlaceDirectory places;

    SearchLocationConverter(PlaceDirectory places) {
        this.places = places;
    }

    @Nullable
    SearchLocation convert(SearchParameters given, ParameterConverter parameters) {
        var unit = parameters.oneOf(
                "unit",
                given.unit(),
                SearchLocation.Unit.KM,
                SearchLocation.Unit.values(),
                SearchLocation.Unit::parameter);
        var radius = parameters.radius("radius", given.radius(), SearchLimits.RADIUS, unit);
        var text = parameters.text(given.location());
        if (text == null) {
            return null;
        }
        var coordinates = ParameterConverter.COORDINATES.matcher(text);
        if (coordinates.matches()) {
            return around(coordinates.group(1), coordinates.group(2), radius, unit, parameters);
        }
        return named(text, parameters);
    }

    private static @Nullable SearchLocation around(
            String north, String east, double radius, SearchLocation.Unit unit, ParameterConverter parameters) {
        var latitude = Double.parseDouble(north);
        var longitude = Double.parseDouble(east);
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            parameters.reject("location", "must be a latitude from -90 to 90 and a longitude from -180 to 180");
            return null;
        }
        return SearchLocation.Around.rounded(latitude, longitude, radius, unit);
    }

    private @Nullable SearchLocation named(String text, ParameterConverter parameters) {
        var parts = text.split(",", 2);
        var key = TextNormalizer.key(parts[0]);
        if (text.length() > SearchLimits.TERM_LENGTH
                || key.isEmpty()
                || ParameterConverter.NUMBER.matcher(parts[0]).matches()) {
            parameters.reject("location", "must be lat,lon or the name of a place");
            return null;
        }
        var area = parts.length < 2 || TextNormalizer.key(parts[1]).isEmpty() ? null : parts[1].strip();
        var areas = area == null ? Set.<String>of() : new TreeSet<>(places.areas(area));
        if (area != null && areas.isEmpty()) {
            parameters.reject("location", "names a place in " + area + ", which is no country, state or city we know");
            return null;
        }
        return new SearchLocation.Named(
                key, meant(key, areas).stream().map(GeoPlace::id).sorted().toList(), areas);
    }

    private List<GeoPlace> meant(String key, Set<String> areas) {
        var named = places.named(key, place -> areas.isEmpty() || place.isWithin(areas));
        return named.isEmpty() && areas.isEmpty() ? places.closest(key) : named;
    }
}
