package dev.boxoffice.support.triage.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.triage.concept.ConceptSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// S2: the classifier that votes where rules are silent is what its sentences teach, and nothing else.
class CategoryModelTest {

    /// Where one of both changes, `-Dboxoffice.model.write=true` has this test write the other anew.
    private static final Path MODEL = Path.of("src/main/resources/triage/classifier-model.tsv");

    @Test
    @Tag("slow")
    void the_model_that_is_shipped_is_what_the_sentences_teach() throws IOException {
        var trained = CategoryModelTraining.train(
                        LabelledSentence.training(), new ConceptSet(CategoryClassifier.concepts()))
                .write();
        if (Boolean.getBoolean("boxoffice.model.write")) {
            Files.write(MODEL, trained);
        }
        assertThat(trained).isEqualTo(shipped());
    }

    private static List<String> shipped() {
        try {
            return Files.readAllLines(MODEL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_model_reads_what_it_wrote() {
        var lines = shipped();

        assertThat(CategoryModel.read(lines).write()).isEqualTo(lines);
    }

    @Test
    void a_text_of_nothing_known_and_a_manual_get_no_vote() {
        var classifier = CategoryClassifier.shipped();

        assertThat(classifier.vote("")).isEmpty();
        assertThat(classifier.vote("Grmpf blubb.")).isEmpty();
        assertThat(classifier.vote(
                        "This release fixes a crash of the payment module when no card is configured, and the "
                                + "refund job now writes a log line for each booking that it has looked at."))
                .isEmpty();
    }

    @Test
    void what_no_rule_has_words_for_is_understood() {
        assertThat(CategoryClassifier.shipped().vote("per ongeluk gekocht, graag mijn geld retour"))
                .hasValueSatisfying(vote -> assertThat(vote.category()).isEqualTo("REFUND_REQUEST"));
    }
}
