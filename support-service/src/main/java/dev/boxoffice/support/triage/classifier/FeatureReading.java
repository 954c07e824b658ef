package dev.boxoffice.support.triage.classifier;

import dev.boxoffice.support.triage.concept.ConceptReading;
import java.util.ArrayList;
import java.util.List;

/// What the classifier sees of a text: the ideas it speaks of or denies, and each two of them together. Words
/// themselves are not seen, so what was learned in one language holds in the others.
public record FeatureReading(List<String> features) {

    public static FeatureReading of(ConceptReading reading) {
        var stated = List.copyOf(reading.stated());
        var features = new ArrayList<>(stated);
        for (var i = 0; i < stated.size(); i++) {
            for (var j = i + 1; j < stated.size(); j++) {
                features.add(stated.get(i) + " " + stated.get(j));
            }
        }
        return new FeatureReading(List.copyOf(features));
    }
}
