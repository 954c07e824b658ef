package dev.boxoffice.search.query.criteria;

import dev.boxoffice.search.text.TextNormalizer;
import java.util.List;
import java.util.Set;

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
        return FILLERS.contains(word) && !words.stream().allMatch(FILLERS::contains);
    }
}
