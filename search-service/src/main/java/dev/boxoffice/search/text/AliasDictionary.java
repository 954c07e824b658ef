package dev.boxoffice.search.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Other ways to say a name: nicknames and exonyms of a word list, initials, spelt-out numbers, Cyrillic in Latin
/// letters.
public final class AliasDictionary {

    private static final int INITIALS_FROM_WORDS = 3;
    /// `gaga` leads to *Lady Gaga*.
    private static final int SUGGESTION_STARTS = 3;
    private static final int SUGGESTION_LENGTH = 24;
    private static final List<String> NUMBERS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");
    private static final Map<String, String> SPELT = spelt();

    private final Map<String, Set<String>> known;

    private AliasDictionary(Map<String, Set<String>> known) {
        this.known = known;
    }

    /// Reads `search/aliases.txt`: lines of `name = other name, other name`.
    public static AliasDictionary load() {
        try (var in = AliasDictionary.class.getResourceAsStream("/search/aliases.txt")) {
            if (in == null) {
                throw new IllegalStateException("search/aliases.txt is missing from the classpath");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("search/aliases.txt cannot be read", e);
        }
    }

    private static AliasDictionary parse(BufferedReader lines) {
        return new AliasDictionary(lines.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(
                        sides -> TextNormalizer.key(sides[0]),
                        sides -> List.of(sides[1].split(",")).stream()
                                .map(TextNormalizer::key)
                                .collect(Collectors.toCollection(LinkedHashSet::new)))));
    }

    /// Whole other names, folded: each is as good as the name itself.
    public Set<String> otherNames(String name) {
        var words = TextNormalizer.plainWords(name);
        var others = new LinkedHashSet<>(known.getOrDefault(String.join(" ", words), Set.of()));
        others.add(withoutArticle(words));
        others.add(joinWith("", words));
        others.add(joinWith("", List.of(withoutArticle(words).split(" "))));
        if (words.size() >= INITIALS_FROM_WORDS) {
            others.add(words.stream()
                    .filter(word -> !word.equals("and"))
                    .map(word -> Character.toString(word.codePointAt(0)))
                    .collect(Collectors.joining()));
        }
        others.add(words.stream().map(Transliterator::inLatin).collect(Collectors.joining(" ")));
        others.remove(String.join(" ", words));
        others.remove("");
        return others;
    }

    private static String withoutArticle(List<String> words) {
        return String.join(
                " ", words.size() > 1 && words.getFirst().equals("the") ? words.subList(1, words.size()) : words);
    }

    private static String joinWith(String separator, List<String> words) {
        return String.join(separator, words);
    }

    /// Single words that also lead to a name: numbers in their other form.
    public Set<String> otherWords(String name) {
        var others = new LinkedHashSet<String>();
        for (var word : TextNormalizer.plainWords(name)) {
            var other = SPELT.get(word);
            if (other != null) {
                others.add(other);
            }
        }
        return others;
    }

    /// The folded texts a suggestion of that name may begin with: any of its first words, or a nickname. Elasticsearch
    /// holds all of them in memory, so they are few and short.
    public List<String> beginnings(String name) {
        var beginnings = new LinkedHashSet<String>();
        var words = TextNormalizer.plainWords(name);
        for (int start = 0; start < Math.min(words.size(), SUGGESTION_STARTS); start++) {
            beginnings.add(beginning(String.join(" ", words.subList(start, words.size()))));
        }
        var key = String.join(" ", words);
        known.getOrDefault(key, Set.of()).forEach(other -> beginnings.add(beginning(other)));
        beginnings.add(beginning(words.stream().map(Transliterator::inLatin).collect(Collectors.joining(" "))));
        beginnings.remove("");
        // A name of signs only (a band is called !!!) begins with itself.
        return beginnings.isEmpty() ? List.of(name.isBlank() ? "-" : name.strip()) : List.copyOf(beginnings);
    }

    /// What is kept of a text for suggestions; longer ones need not be told apart by typing on.
    public static String beginning(String text) {
        return text.length() <= SUGGESTION_LENGTH
                ? text
                : text.substring(0, SUGGESTION_LENGTH).stripTrailing();
    }

    private static Map<String, String> spelt() {
        var pairs = new HashMap<String, String>();
        for (int number = 0; number < NUMBERS.size(); number++) {
            pairs.put(NUMBERS.get(number), Integer.toString(number));
            pairs.put(Integer.toString(number), NUMBERS.get(number));
        }
        Map.of(
                        "thirty",
                        "30",
                        "forty",
                        "40",
                        "fifty",
                        "50",
                        "sixty",
                        "60",
                        "seventy",
                        "70",
                        "eighty",
                        "80",
                        "ninety",
                        "90",
                        "hundred",
                        "100",
                        "thousand",
                        "1000")
                .forEach((word, digits) -> {
                    pairs.put(word, digits);
                    pairs.put(digits, word);
                });
        return Map.copyOf(pairs);
    }
}
