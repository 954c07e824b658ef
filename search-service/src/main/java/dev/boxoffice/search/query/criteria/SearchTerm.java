package dev.boxoffice.search.query.criteria;

import dev.boxoffice.search.text.TextNormalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody typed, folded: equal terms are the same question. It is only ever compared, never parsed as a query.
///
/// @param key the whole text
/// @param words what to look for, at most as many as the limit
public record SearchTerm(String key, List<String> words) {

    /// Words that say little about which event is meant. They add to a match but none needs them.
    private static final Set<String> FILLERS = Set.of(
            "the",
            "a",
            "an",
            "of",
            "and",
            "in",
            "at",
            "on",
            "to",
            "with",
            "for",
            "live",
            "tour",
            "concert",
            "concerts",
            "show",
            "shows",
            "ticket",
            "tickets",
            "event",
            "events",
            "vs",
            "v",
            "la",
            "le",
            "el",
            "les",
            "los",
            "de",
            "der",
            "die",
            "das",
            "und",
            "et",
            "y",
            "feat",
            "ft",
            "presents",
            "n");

    public static SearchTerm of(String text, int mostWords) {
        return new SearchTerm(
                TextNormalizer.key(text),
                TextNormalizer.queryWords(text).stream()
                        .distinct()
                        .limit(mostWords)
                        .toList());
    }

    /// Whether there is anything to look for: a term of signs alone names nothing.
    public boolean isEmpty() {
        return words.isEmpty();
    }

    public String joined() {
        return key.replace(" ", "");
    }

    public boolean isFiller(String word) {
        return FILLERS.contains(word) && !isOnlyFillers();
    }

    /// "the", "la live": words that would match half of everything.
    public boolean isOnlyFillers() {
        return words.stream().allMatch(FILLERS::contains);
    }

    /// The whole text with each word replaced by the nearest one there is.
    ///
    /// @param corrections of some words, the nearest first
    public String corrected(Map<String, List<String>> corrections) {
        return words.stream()
                .map(word -> corrections.getOrDefault(word, List.of(word)).getFirst())
                .collect(Collectors.joining(" "));
    }
}
