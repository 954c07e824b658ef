package dev.boxoffice.support.triage.classifier;

import dev.boxoffice.support.triage.concept.ClauseText;
import dev.boxoffice.support.triage.concept.ConceptReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What the classifier sees of a text: the ideas it speaks of or denies and each two of them together, which hold in
/// every language; and parts of its words, three letters and four, which forgive endings and typos.
///
/// @param ideas concepts, in upper case
/// @param parts of words, each after a `=`; `<` and `>` are a word's ends
public record FeatureReading(List<String> ideas, List<String> parts) {
    private static final String PART = "=";
    private static final int SHORTEST_PART = 3;
    private static final int LONGEST_PART = 4;

    /// Parts say a little more, for where there are no ideas they are all there is.
    private static final double WEIGHT_OF_PARTS = 1.2;

    public static FeatureReading of(ClauseText text, ConceptReading reading) {
        var stated = List.copyOf(reading.stated());
        var ideas = new ArrayList<>(stated);
        for (var i = 0; i < stated.size(); i++) {
            for (var j = i + 1; j < stated.size(); j++) {
                ideas.add(stated.get(i) + " " + stated.get(j));
            }
        }
        return new FeatureReading(List.copyOf(ideas), parts(text.words()));
    }

    private static List<String> parts(List<String> words) {
        var parts = new LinkedHashSet<String>();
        for (var word : words) {
            var whole = "<" + word + ">";
            for (var length = SHORTEST_PART; length <= LONGEST_PART; length++) {
                for (var from = 0; from + length <= whole.length(); from++) {
                    parts.add(PART + whole.substring(from, from + length));
                }
            }
        }
        return List.copyOf(parts);
    }

    /// The features that are known, each with how much it counts: a long text is not surer of itself for being long.
    Map<String, Double> weighed(Predicate<String> known) {
        var weighed = new LinkedHashMap<String, Double>();
        weigh(ideas, 1, known, weighed);
        weigh(parts, WEIGHT_OF_PARTS, known, weighed);
        return weighed;
    }

    private static void weigh(
            List<String> features, double weight, Predicate<String> known, Map<String, Double> weighed) {
        var found = features.stream().filter(known).toList();
        found.forEach(feature -> weighed.put(feature, weight / Math.sqrt(found.size())));
    }
}
