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
    /// A state or a country of a name is meant beside any city of it.
    private static final long PEOPLE_OF_AREAS = Long.MAX_VALUE / (2 * DWARFED);
    /// An older or foreign name of a small town is more often a word than a place.
    private static final long KNOWN_ABROAD = 300_000;
    private static final int SHORTEST_WORD = 4;

    private final Map<String, List<Named>> byName = new HashMap<>();
    private final Map<String, Place> byId = new HashMap<>();
    private final Map<String, List<Place>> districts = new HashMap<>();
    private final Map<String, String> regionsByIsoCode = new HashMap<>();
    private final SpellingIndex spellings;

    /// @param first whether it is the place's usual name, not one of the others
    private record Named(Place place, boolean first) {}

    PlaceDirectory() {
        PlaceFileReader.read(this::add);
        spellings = new SpellingIndex(byName.keySet());
    }

    private void add(Place place, List<String> names) {
        byId.put(place.id(), place);
        if (place.partOf() != null && place.kind() == Place.Kind.DISTRICT) {
            districts.computeIfAbsent(place.partOf(), city -> new ArrayList<>()).add(place);
        }
        if (place.kind() == Place.Kind.REGION && place.region() != null) {
            regionsByIsoCode.put(place.country() + "-" + place.region(), place.id());
        }
        var area = place.kind() == Place.Kind.REGION || place.kind() == Place.Kind.COUNTRY;
        for (int i = 0; i < names.size(); i++) {
            var named = new Named(place, i == 0 || area);
            byName.computeIfAbsent(names.get(i), name -> new ArrayList<>(1)).add(named);
        }
    }

    Optional<Place> withId(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    /// The id of a state by the code addresses have for it (`US`, `CA`).
    Optional<String> region(String country, String code) {
        var id = country + "-" + code;
        return Optional.ofNullable(regionsByIsoCode.getOrDefault(id, byId.containsKey(id) ? id : null));
    }

    List<Place> districtsOf(Place city) {
        return districts.getOrDefault(city.id(), List.of());
    }

    /// The places a folded name may mean; those of which it is the usual name before all others.
    public List<Place> named(String key) {
        return meant(byName.getOrDefault(key, List.of()), place -> true);
    }

    /// The places a word or some words within a search term may mean: not what merely sounds like one somewhere.
    public List<Place> namedInTerm(String key) {
        if (key.length() < SHORTEST_WORD && key.chars().allMatch(letter -> letter < 0x0250)) {
            return List.of();
        }
        var known = byName.getOrDefault(key, List.of()).stream()
                .filter(named -> named.first() || named.place().people() >= KNOWN_ABROAD)
                .toList();
        return meant(known, place -> true);
    }

    /// Those of them that fit.
    public List<Place> named(String key, Predicate<Place> where) {
        return meant(byName.getOrDefault(key, List.of()), where);
    }

    private static List<Place> meant(Collection<Named> named, Predicate<Place> where) {
        var fitting = named.stream().filter(each -> where.test(each.place())).toList();
        var usual = fitting.stream().filter(Named::first).toList();
        var unusual = fitting.stream().filter(each -> !each.first()).toList();
        // "New York" is the usual name of a state and another one of a city ten times as well known.
        var candidates = usual.stream().anyMatch(each -> isTown(each.place())) ? usual : join(usual, unusual);
        var largest = candidates.stream()
                .map(Named::place)
                .filter(PlaceDirectory::isTown)
                .mapToLong(Place::people)
                .max()
                .orElse(0);
        var distinct = new LinkedHashMap<String, Place>();
        candidates.stream()
                .map(Named::place)
                .filter(place -> weight(place) >= largest / DWARFED)
                .sorted(Comparator.comparingLong(PlaceDirectory::weight).reversed())
                .forEach(place -> distinct.putIfAbsent(place.id(), place));
        return List.copyOf(distinct.values());
    }

    private static List<Named> join(List<Named> some, List<Named> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static boolean isTown(Place place) {
        return place.kind() == Place.Kind.CITY || place.kind() == Place.Kind.DISTRICT;
    }

    private static long weight(Place place) {
        return isTown(place) ? place.people() : PEOPLE_OF_AREAS;
    }

    /// The place whose name is nearest to a mistyped one: one mistake from four letters on, two from eight.
    public List<Place> closest(String key) {
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
