package dev.boxoffice.support.triage.classifier;

import dev.boxoffice.support.triage.concept.ClauseText;
import dev.boxoffice.support.triage.concept.Concept;
import dev.boxoffice.support.triage.concept.ConceptReading;
import dev.boxoffice.support.triage.concept.ConceptSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Says what a text is about that no rule understands, where it is sure enough (decisions 0065, 0067 and 0068).
///
/// Its ideas and its weights are files built with it; they do not change while it runs.
public final class CategoryClassifier {

    /// Below it what it says is right too seldom: precision is dearer than recall, for what stays silent is soon
    /// seen by people.
    private static final double LEAST_CONFIDENCE = 0.75;

    /// In so few words nobody needs to say that they speak for themselves.
    private static final int SHORT_TEXT = 12;

    private static final class Shipped {
        static final CategoryClassifier INSTANCE =
                new CategoryClassifier(new ConceptSet(concepts()), CategoryModel.read(lines("classifier-model.tsv")));
    }

    private final ConceptSet concepts;
    private final CategoryModel model;

    CategoryClassifier(ConceptSet concepts, CategoryModel model) {
        this.concepts = concepts;
        this.model = model;
    }

    /// The one that was built with this release.
    public static CategoryClassifier shipped() {
        return Shipped.INSTANCE;
    }

    /// The ideas it looks for.
    static List<Concept> concepts() {
        return lines("classifier-concepts.tsv").stream()
                .map(line -> line.split("\t"))
                .map(parts -> new Concept(parts[0], List.of(parts[1].split("\\|"))))
                .toList();
    }

    private static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(CategoryClassifier.class.getResourceAsStream("/triage/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Empty where it is not sure; where nobody speaks for themselves, for a manual does not complain; and where it is
    /// merely asked what would be.
    public Optional<CategoryVote> vote(String text) {
        var words = ClauseText.of(text);
        var reading = concepts.read(words);
        var stated = reading.stated();
        var isPersonal = words.words().size() <= SHORT_TEXT || states(stated, Concept.SPEAKER);
        return isPersonal && !states(stated, Concept.WHAT_IF)
                ? Optional.of(model.vote(FeatureReading.of(words, reading)))
                        .filter(vote -> vote.confidence() >= LEAST_CONFIDENCE)
                : Optional.empty();
    }

    /// How likely a category is, from 0 to 1; 1 of one it has not learned.
    public double likelihood(String category, String text) {
        var at = model.categories().indexOf(category);
        if (at < 0) {
            return 1;
        }
        var words = ClauseText.of(text);
        return model.likelihoods(FeatureReading.of(words, concepts.read(words)))[at];
    }

    private static boolean states(Set<String> stated, String concept) {
        return stated.contains(concept) || stated.contains(ConceptReading.denied(concept));
    }
}
