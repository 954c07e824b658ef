package dev.boxoffice.search.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the names nearest to a mistyped one among very many, comparing only those that have nearly the same letters.
final class SpellingIndex {

    private static final int ONE_MISTAKE_FROM = 4;
    private static final int TWO_MISTAKES_FROM = 8;

    private final Map<Integer, List<Spelling>> byLength = new HashMap<>();

    /// @param letters a bit for each letter in it
    private record Spelling(String name, long letters) {}

    SpellingIndex(Collection<String> names) {
        for (var name : names) {
            byLength.computeIfAbsent(name.length(), length -> new ArrayList<>()).add(new Spelling(name, letters(name)));
        }
    }

    private static long letters(String name) {
        return name.chars().mapToLong(letter -> 1L << (letter & 63)).reduce(0, (some, more) -> some | more);
    }

    /// All that are equally near; none when none is near enough.
    List<String> nearest(String key) {
        var most = key.length() < ONE_MISTAKE_FROM ? 0 : key.length() < TWO_MISTAKES_FROM ? 1 : 2;
        var letters = letters(key);
        var nearest = most;
        var found = new ArrayList<String>();
        for (int length = key.length() - most; most > 0 && length <= key.length() + most; length++) {
            for (var spelling : byLength.getOrDefault(length, List.of())) {
                // A changed letter makes two bits differ at most.
                if (Long.bitCount(letters ^ spelling.letters()) <= 2 * nearest) {
                    var distance = EditDistance.between(key, spelling.name(), nearest);
                    if (distance < nearest) {
                        found.clear();
                        nearest = distance;
                    }
                    if (distance == nearest) {
                        found.add(spelling.name());
                    }
                }
            }
        }
        return found;
    }
}
