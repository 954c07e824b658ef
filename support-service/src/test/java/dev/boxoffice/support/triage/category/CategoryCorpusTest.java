package dev.boxoffice.support.triage.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.triage.classifier.LabelledSentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// S2: the rules the migrations write, and the classifier's votes where they are silent, on sentences as people
/// write them in six languages (decision 0065).
class CategoryCorpusTest extends SupportServiceTest {
    private static final double LEAST_RECALL = 0.85;
    private static final double LEAST_PRECISION = 0.97;
    private static final String OTHER = CategoryRuleSet.OTHER.category();

    private record Score(int right, int missed, int wrong) {
        double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }

        double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        Score and(Score other) {
            return new Score(right + other.right, missed + other.missed, wrong + other.wrong);
        }
    }

    @Autowired
    private CategoryRuleService rules;

    private String understood(LabelledSentence sentence) {
        return rules.current()
                .understood(null, "", sentence.text())
                .orElse(CategoryRuleSet.OTHER)
                .category();
    }

    private String categorised(LabelledSentence sentence) {
        return rules.current().categorise(null, "", sentence.text()).category();
    }

    /// What was asked for, in each category, on everything that was kept apart (decision 0068). One mistake too many
    /// is made where tickets did not come: what is asserted of these is what was found.
    @Test
    void each_category_is_understood() {
        var apart = LabelledSentence.keptApart();
        print("everything that was kept apart", apart);

        assertThat(scores(apart, this::categorised)).hasSize(16).allSatisfy((category, score) -> {
            if (!category.equals(OTHER)) {
                assertThat(score.right() + score.missed()).as(category).isGreaterThan(60);
                assertThat(score.precision())
                        .as(category + " precision")
                        .isGreaterThanOrEqualTo(category.equals(CategoryName.TICKET_DELIVERY) ? 0.96 : LEAST_PRECISION);
                assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(LEAST_RECALL);
            }
        });
    }

    /// The floors, on what was written before the rules. With the votes one sentence of a category may be read
    /// wrongly: one of some twenty is less than 97 % already.
    @Test
    void sentences_kept_apart_before_the_rules_are_understood() {
        var sentences = LabelledSentence.read("held-out.tsv");
        print("written before the rules", sentences);

        assertThat(scores(sentences, this::understood)).hasSizeGreaterThan(15).allSatisfy((category, score) -> {
            if (!category.equals(OTHER)) {
                assertThat(score.precision()).as(category + " precision").isGreaterThanOrEqualTo(LEAST_PRECISION);
                assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(LEAST_RECALL);
            }
        });
        var voted = scores(sentences, this::categorised);
        assertThat(sum(voted).precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(voted).allSatisfy((category, score) -> {
            assertThat(category.equals(OTHER) ? 0 : score.wrong()).as(category).isLessThanOrEqualTo(1);
            assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(LEAST_RECALL);
        });
    }

    /// What is asserted is what was found, lest it become worse: the floors are reached by all categories together,
    /// not by each.
    @Test
    void later_sentences_are_understood_thanks_to_the_votes() {
        var plain = LabelledSentence.read("strangers-3.tsv");
        var roundabout = LabelledSentence.read("later.tsv").stream()
                .filter(LabelledSentence::isHeldOut)
                .toList();
        print("written last, in plain words", plain);
        print("written after the rules, the half kept apart", roundabout);

        var understood = sum(scores(plain, this::categorised));
        assertThat(understood.recall()).isGreaterThanOrEqualTo(LEAST_RECALL);
        assertThat(understood.precision()).isGreaterThanOrEqualTo(LEAST_PRECISION);
        var guessed = sum(scores(roundabout, this::categorised));
        assertThat(guessed.recall()).isGreaterThanOrEqualTo(0.88);
        assertThat(guessed.precision()).isGreaterThanOrEqualTo(0.965);
        assertThat(guessed.recall())
                .as("what the votes add")
                .isGreaterThan(sum(scores(roundabout, this::understood)).recall() + 0.2);
    }

    /// Angry, mistyped, short and long ones, which neither rules nor votes have learned from. The floors are reached
    /// by all together; category by category what is asserted is what was found.
    @Test
    void sentences_of_another_kind_are_understood() {
        var apart = LabelledSentence.read("independent.tsv");
        print("of another kind, written before the votes were tuned", apart);

        var voted = scores(apart, this::categorised);
        assertThat(sum(voted).recall()).isGreaterThanOrEqualTo(0.9);
        assertThat(sum(voted).precision()).isGreaterThanOrEqualTo(0.96);
        assertThat(voted).hasSizeGreaterThan(15).allSatisfy((category, score) -> {
            if (!category.equals(OTHER)) {
                assertThat(score.right() + score.missed()).as(category).isGreaterThanOrEqualTo(20);
                assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(0.8);
                assertThat(score.precision()).as(category + " precision").isGreaterThanOrEqualTo(0.87);
            }
        });
    }

    @Test
    void sentences_the_rules_were_written_with_are_understood() {
        assertThat(scores(LabelledSentence.read("rule-writing.tsv"), this::understood))
                .allSatisfy((category, score) -> {
                    assertThat(score.precision()).as(category + " precision").isGreaterThanOrEqualTo(LEAST_PRECISION);
                    assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(0.95);
                });
    }

    @Test
    void the_corpus_is_large_and_in_six_languages() {
        var all = new ArrayList<LabelledSentence>();
        List.of(
                        "held-out.tsv",
                        "rule-writing.tsv",
                        "later.tsv",
                        "varied.tsv",
                        "direct.tsv",
                        "borders.tsv",
                        "independent.tsv",
                        "strangers-1.tsv",
                        "strangers-2.tsv",
                        "strangers-3.tsv")
                .forEach(file -> all.addAll(LabelledSentence.read(file)));

        assertThat(all).hasSizeGreaterThan(5_000);
        assertThat(all.stream().map(LabelledSentence::language).distinct())
                .containsExactlyInAnyOrder("en", "de", "fr", "es", "it", "nl");
        assertThat(all.stream().map(LabelledSentence::text).distinct().count()).isGreaterThan(all.size() - 60L);
    }

    private static Map<String, Score> scores(
            List<LabelledSentence> sentences, Function<LabelledSentence, String> read) {
        var scores = new TreeMap<String, Score>();
        for (var one : sentences) {
            var said = read.apply(one);
            if (said.equals(one.category())) {
                scores.merge(said, new Score(1, 0, 0), Score::and);
            } else {
                scores.merge(one.category(), new Score(0, 1, 0), Score::and);
                scores.merge(said, new Score(0, 0, 1), Score::and);
            }
        }
        return scores;
    }

    /// Of all that say what somebody wants; what no rule should take is a category of its own, whose precision
    /// says how many are left for people to sort.
    private static Score sum(Map<String, Score> scores) {
        return scores.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(OTHER))
                .map(Map.Entry::getValue)
                .reduce(new Score(0, 0, 0), Score::and);
    }

    private void print(String title, List<LabelledSentence> sentences) {
        var alone = scores(sentences, this::understood);
        var voted = scores(sentences, this::categorised);
        alone.put("all but OTHER", sum(alone));
        voted.put("all but OTHER", sum(voted));
        System.out.println(
                "\n" + title + "\n| category | sentences | rules: recall | precision | with votes: recall | precision |"
                        + "\n|---|---|---|---|---|---|");
        voted.forEach((category, score) -> {
            var before = alone.getOrDefault(category, new Score(0, 0, 0));
            System.out.println("| %s | %d | %.0f %% | %.1f %% | %.0f %% | %.1f %% |"
                    .formatted(
                            category,
                            score.right() + score.missed(),
                            100 * before.recall(),
                            100 * before.precision(),
                            100 * score.recall(),
                            100 * score.precision()));
        });
    }
}
