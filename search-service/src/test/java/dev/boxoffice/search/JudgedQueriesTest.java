package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures relevance against what a person would want to see first (`judged/` among the test resources).
class JudgedQueriesTest extends SearchServiceTest {

    private static final Logger log = LoggerFactory.getLogger(JudgedQueriesTest.class);
    private static final int DEPTH = 10;
    /// What was reached when the weights were last chosen, less a little: a change of theirs must not cost relevance.
    private static final double MEAN_FLOOR = 0.95;
    private static final double SINGLE_FLOOR = 0.35;

    private record Judged(String term, Map<String, Integer> grades) {}

    private record Score(Judged query, double ndcg, List<String> found) {}

    @Test
    void people_find_what_they_mean_among_the_first_ten() throws IOException {
        var keys = save();
        var queries = lines("queries").map(JudgedQueriesTest::judged).toList();
        assertThat(queries).hasSizeGreaterThanOrEqualTo(187);

        var scores = queries.stream().map(query -> score(query, keys)).toList();

        var mean = scores.stream().mapToDouble(Score::ndcg).average().orElseThrow();
        scores.stream()
                .filter(score -> score.ndcg() < 1)
                .sorted(Comparator.comparingDouble(Score::ndcg))
                .forEach(score -> log.info(
                        "nDCG@10 {} for “{}”: {}",
                        "%.3f".formatted(score.ndcg()),
                        score.query().term(),
                        score.found()));
        log.info("nDCG@10 over {} queries: {}", scores.size(), "%.4f".formatted(mean));
        assertThat(mean).isGreaterThan(MEAN_FLOOR);
        assertThat(scores)
                .allSatisfy(score -> assertThat(score.ndcg())
                        .as("“%s” found %s", score.query().term(), score.found())
                        .isGreaterThan(SINGLE_FLOOR));
    }

    private Map<String, String> save() throws IOException {
        var venues = new HashMap<String, UUID>();
        lines("venues")
                .map(JudgedQueriesTest::columns)
                .forEach(column -> venues.put(
                        column[0],
                        catalogue.venue(
                                column[1],
                                column[2],
                                column[3],
                                Double.parseDouble(column[4]),
                                Double.parseDouble(column[5]),
                                column[6])));
        var performers = new HashMap<String, UUID>();
        var keys = new HashMap<String, String>();
        lines("events").map(JudgedQueriesTest::columns).forEach(column -> {
            var names = Arrays.stream(column[4].split(";")).map(String::strip).filter(name -> !name.isEmpty());
            var start = Instant.now().plus(Long.parseLong(column[6]), ChronoUnit.DAYS);
            var event = Event.named(column[1], Objects.requireNonNull(venues.get(column[5])))
                    .of(column[2], column[3])
                    .at(start)
                    .with(10)
                    .by(names.map(name -> performers.computeIfAbsent(name, catalogue::performer))
                            .toArray(UUID[]::new));
            keys.put(catalogue.save(event).toString(), column[0]);
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.search("term", "PAW Patrol").names().contains("PAW Patrol Live!"));
        return keys;
    }

    private Score score(Judged query, Map<String, String> keys) {
        // Other tests have events in the same cities.
        var found = answered(query.term()).ids().stream()
                .filter(keys::containsKey)
                .map(keys::get)
                .limit(DEPTH)
                .toList();
        var gain = 0.0;
        for (int i = 0; i < found.size(); i++) {
            gain += discounted(query.grades().getOrDefault(found.get(i), 0), i);
        }
        var best = query.grades().values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(DEPTH)
                .toList();
        var ideal = 0.0;
        for (int i = 0; i < best.size(); i++) {
            ideal += discounted(best.get(i), i);
        }
        return new Score(query, gain / ideal, found);
    }

    /// A busy machine may not answer at once, which says nothing about relevance.
    private SearchApiClient.Answer answered(String term) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> api.search(parameters(term)), answer -> answer.status() == 200);
    }

    private static String[] parameters(String query) {
        var sides = query.split("@", 2);
        return sides.length == 1
                ? new String[] {"term", query, "size", "200"}
                : new String[] {"term", sides[0], "location", sides[1], "size", "200"};
    }

    private static double discounted(int grade, int position) {
        return (Math.pow(2, grade) - 1) / (Math.log(position + 2) / Math.log(2));
    }

    private static Judged judged(String line) {
        var sides = line.split(" => ", 2);
        var grades = new HashMap<String, Integer>();
        for (var each : sides[1].strip().split("\\s+")) {
            var colon = each.lastIndexOf(':');
            grades.put(each.substring(0, colon), Integer.parseInt(each.substring(colon + 1)));
        }
        return new Judged(sides[0], grades);
    }

    private static String[] columns(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    }

    private static java.util.stream.Stream<String> lines(String name) throws IOException {
        try (var in = Objects.requireNonNull(JudgedQueriesTest.class.getResourceAsStream("/judged/" + name + ".txt"));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }
}
