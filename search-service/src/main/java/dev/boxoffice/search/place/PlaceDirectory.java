package dev.boxoffice.search.place;

import dev.boxoffice.search.text.TextNormalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows cities, their districts, states and countries by the names people have for them in any language.
@Component
public class PlaceDirectory {

    /// Of places that share a name, one this much smaller than another is hardly ever meant.
    private static final int DWARFED = 20;
    private static final int OTHER_NAME = 10;
    /// An older or foreign name of a small town is more often a word than a place.
    private static final long KNOWN_ABROAD = 300_000;
    private static final long KNOWN_DISTRICT = 250_000;
    private static final int UNMISTAKABLE = 9;
    private static final int SHORTEST_WORD = 4;

    private final Map<String, List<Named>> byName = new HashMap<>();
    private final Map<String, GeoPlace> byId = new HashMap<>();
    private final Map<String, List<GeoPlace>> districts = new HashMap<>();
    private final Map<String, String> regionsByIsoCode = new HashMap<>();
    private final SpellingIndex spellings;

    /// @param first whether it is the place's usual name, not one of the others
    private record Named(GeoPlace place, boolean first) {

        /// "Praga" is a village, and Prague in half of Europe: by another name a place must be so much larger to be
        /// meant.
        long weight() {
            return place.isArea() ? Long.MAX_VALUE : place.people() / (first ? 1 : OTHER_NAME);
        }

        /// Whether it is known by that name to people who do not say that they mean a place.
        boolean isKnown(String key) {
            return switch (place.kind()) {
                case DISTRICT -> first && (place.people() >= KNOWN_DISTRICT || key.length() >= UNMISTAKABLE);
                case CITY -> first || place.people() >= KNOWN_ABROAD;
                case REGION, COUNTRY -> true;
            };
        }
    }

    PlaceDirectory() {
        PlaceFileReader.read(this::add);
        spellings = new SpellingIndex(byName.keySet());
    }

    private void add(GeoPlace place, List<String> names) {
        byId.put(place.id(), place);
        if (place.partOf() != null && place.kind() == GeoPlace.Kind.DISTRICT) {
            districts.computeIfAbsent(place.partOf(), city -> new ArrayList<>()).add(place);
        }
        if (place.kind() == GeoPlace.Kind.REGION && place.region() != null) {
            regionsByIsoCode.put(place.country() + "-" + place.region(), place.id());
        }
        for (int i = 0; i < names.size(); i++) {
            var named = new Named(place, i == 0);
            byName.computeIfAbsent(names.get(i), name -> new ArrayList<>(1)).add(named);
        }
    }

    Optional<GeoPlace> withId(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    /// The id of a state by the code addresses have for it (`US`, `CA`).
    Optional<String> region(String country, String code) {
        var id = country + "-" + code;
        return Optional.ofNullable(regionsByIsoCode.getOrDefault(id, byId.containsKey(id) ? id : null));
    }

    List<GeoPlace> districtsOf(GeoPlace city) {
        return districts.getOrDefault(city.id(), List.of());
    }

    /// The places a folded name may mean, the likeliest first.
    public List<GeoPlace> named(String key) {
        return meant(byName.getOrDefault(key, List.of()), place -> true);
    }

    /// The places a word or some words within a search term may mean: not what merely sounds like one somewhere.
    public List<GeoPlace> namedInTerm(String key) {
        if (key.length() < SHORTEST_WORD && key.chars().allMatch(letter -> letter < 0x0250)) {
            return List.of();
        }
        var known = byName.getOrDefault(key, List.of()).stream()
                .filter(named -> named.isKnown(key))
                .toList();
        return meant(known, place -> true);
    }

    /// Those of them that fit.
    public List<GeoPlace> named(String key, Predicate<GeoPlace> where) {
        return meant(byName.getOrDefault(key, List.of()), where);
    }

    private static List<GeoPlace> meant(Collection<Named> named, Predicate<GeoPlace> where) {
        var fitting = named.stream().filter(each -> where.test(each.place())).toList();
        var largest = fitting.stream()
                .filter(each -> !each.place().isArea())
                .mapToLong(Named::weight)
                .max()
                .orElse(0);
        var distinct = new LinkedHashMap<String, GeoPlace>();
        fitting.stream()
                .filter(each -> each.weight() >= largest / DWARFED)
                .sorted(Comparator.comparingLong(Named::weight).reversed())
                .forEach(each -> distinct.putIfAbsent(each.place().id(), each.place()));
        return List.copyOf(distinct.values());
    }

    /// The place whose name is nearest to a mistyped one: one mistake from four letters on, two from eight.
    public List<GeoPlace> closest(String key) {
        var nearest = spellings.nearest(key).stream()
                .flatMap(name -> byName.getOrDefault(name, List.of()).stream())
                .toList();
        return meant(nearest, place -> true).stream().limit(1).toList();
    }

    /// The ids of what stands behind the comma of "Portland, OR": a country, a state or a city, by name or code.
    public Set<String> areas(String text) {
        var key = TextNormalizer.key(text);
        var code = key.replace(" ", "").toUpperCase(Locale.ROOT);
        var ids = new LinkedHashSet<String>();
        named(key).forEach(place -> ids.add(place.id()));
        if (byId.containsKey(code)) {
            ids.add(code);
        }
        regionsByIsoCode.forEach((isoCode, id) -> {
            if (isoCode.endsWith("-" + code)) {
                ids.add(id);
            }
        });
        return ids;
    }
}
