package dev.boxoffice.support.triage.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// S2: the rules the migrations write, on sentences as people write them in six languages. The held-out part was
/// written
/// before the rules and is not used to write them.
class CategoryCorpusTest extends SupportServiceTest {
    private static final double LEAST_RECALL = 0.85;
    private static final double LEAST_PRECISION = 0.97;

    private record Labelled(String language, String category, String text) {}

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

    @Test
    void sentences_kept_apart_are_understood() {
        var scores = scores(read("held-out.tsv"));
        System.out.println(table(scores));

        assertThat(scores).hasSizeGreaterThan(15).allSatisfy((category, score) -> {
            assertThat(score.precision()).as(category + " precision").isGreaterThanOrEqualTo(LEAST_PRECISION);
            assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(LEAST_RECALL);
        });
    }

    @Test
    void sentences_the_rules_were_written_with_are_understood() {
        assertThat(scores(read("rule-writing.tsv"))).allSatisfy((category, score) -> {
            assertThat(score.precision()).as(category + " precision").isGreaterThanOrEqualTo(LEAST_PRECISION);
            assertThat(score.recall()).as(category + " recall").isGreaterThanOrEqualTo(0.95);
        });
    }

    @Test
    void the_corpus_is_large_and_in_six_languages() {
        var all = new java.util.ArrayList<>(read("held-out.tsv"));
        all.addAll(read("rule-writing.tsv"));

        assertThat(all).hasSizeGreaterThan(600);
        assertThat(all.stream().map(Labelled::language).distinct())
                .containsExactlyInAnyOrder("en", "de", "fr", "es", "it", "nl");
        assertThat(all.stream().map(Labelled::text).distinct().count()).isGreaterThan(all.size() - 25L);
    }

    /// What no rule should take is a category of its own, whose precision nobody promises.
    private Map<String, Score> scores(List<Labelled> sentences) {
        var current = rules.current();
        var scores = new TreeMap<String, Score>();
        for (var one : sentences) {
            var said = current.categorise(null, "", one.text()).category();
            if (said.equals(one.category())) {
                scores.merge(said, new Score(1, 0, 0), Score::and);
            } else {
                scores.merge(one.category(), new Score(0, 1, 0), Score::and);
                scores.merge(said, new Score(0, 0, said.equals("OTHER") ? 0 : 1), Score::and);
            }
        }
        return scores;
    }

    private static String table(Map<String, Score> scores) {
        var table = new StringBuilder("| category | sentences | recall | precision |\n|---|---|---|---|\n");
        scores.forEach((category, score) -> table.append("| %s | %d | %.0f %% | %.0f %% |%n"
                .formatted(category, score.right() + score.missed(), 100 * score.recall(), 100 * score.precision())));
        return table.toString();
    }

    private static List<Labelled> read(String file) {
        try (var in = Objects.requireNonNull(CategoryCorpusTest.class.getResourceAsStream("/corpus/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new Labelled(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
