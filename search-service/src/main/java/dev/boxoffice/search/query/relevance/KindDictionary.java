package dev.boxoffice.search.query.relevance;

import dev.boxoffice.search.query.relevance.WordMeaning.Field;
import dev.boxoffice.search.text.TextNormalizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows which kind of event a word stands for: "kabarett" is comedy, "soccer" is football.
@Component
class KindDictionary {

    private static final Set<String> CATEGORIES = Set.of("MUSIC", "SPORTS", "ARTS", "FAMILY", "COMEDY", "OTHER");

    private final Map<String, Kind> kinds = new HashMap<>();

    /// @param field category or genre
    /// @param value as the index has it
    record Kind(Field field, String value) {}

    /// Reads `search/kinds.txt`: lines of `CATEGORY or genre = word, word`.
    KindDictionary() {
        try (var in = KindDictionary.class.getResourceAsStream("/search/kinds.txt")) {
            if (in == null) {
                throw new IllegalStateException("search/kinds.txt is missing from the classpath");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .forEach(sides -> add(sides[0].strip(), List.of(sides[1].split(","))));
        } catch (IOException e) {
            throw new UncheckedIOException("search/kinds.txt cannot be read", e);
        }
    }

    private void add(String name, List<String> words) {
        var kind = CATEGORIES.contains(name)
                ? new Kind(Field.CATEGORY, name)
                : new Kind(Field.GENRE, TextNormalizer.key(name));
        Stream.concat(Stream.of(name), words.stream()).map(TextNormalizer::key).forEach(word -> kinds.put(word, kind));
    }

    @Nullable
    Kind named(String key) {
        return kinds.get(key);
    }
}
