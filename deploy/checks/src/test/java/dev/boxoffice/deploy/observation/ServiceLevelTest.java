package dev.boxoffice.deploy.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.MarkdownTable;
import dev.boxoffice.deploy.ProjectFiles;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// O8: what docs/operations.md promises is what is counted, and it is counted in buckets that exist.
class ServiceLevelTest {

    private static final String RULES = "k8s/components/monitoring/service-levels.yaml";
    private static final List<String> WINDOWS = List.of("5m", "30m", "1h", "2h", "6h", "1d", "3d");

    @Test
    void promises_are_those_of_the_page() {
        var good = new TreeMap<String, String>();
        var budget = new TreeMap<String, String>();
        ProjectFiles.yaml(RULES).at("/spec/groups/0/rules").forEach(rule -> {
            var promise = rule.path("labels").path("slo").asText();
            switch (rule.path("record").asText()) {
                case "boxoffice:slo_good:rate5m" ->
                    good.put(promise, rule.path("expr").asText());
                case "boxoffice:slo_budget:ratio" ->
                    budget.put(promise, rule.path("expr").asText());
                default -> assertThat(rule.path("record").asText()).isEqualTo("boxoffice:slo_total:rate5m");
            }
        });
        var table = MarkdownTable.of("docs/operations.md", "### Promises");
        assertThat(table.rows().stream().map(row -> row.get("promise")))
                .containsExactlyInAnyOrderElementsOf(good.keySet());
        for (var row : table.rows()) {
            var promise = String.valueOf(row.get("promise"));
            var percent = Double.parseDouble(String.valueOf(row.get("of calls")).replace(" %", ""));
            assertThat(Double.parseDouble(String.valueOf(budget.get(promise)).replaceAll("[^0-9.]", "")))
                    .as(promise)
                    .isCloseTo((100 - percent) / 100, org.assertj.core.data.Offset.offset(1e-9));
            var within = String.valueOf(row.get("within"));
            if (within.equals("–")) {
                assertThat(good.get(promise)).as(promise).doesNotContain("le=");
            } else {
                assertThat(good.get(promise)).as(promise).contains("le=\"" + seconds(within) + "\"");
            }
        }
    }

    @Test
    void latencies_have_a_bucket() {
        var buckets = ProjectFiles.yaml("platform/src/main/resources/platform.yaml")
                .at("/management/metrics/distribution.slo/http.server.requests")
                .asText();
        for (var row : MarkdownTable.of("docs/operations.md", "### Promises").rows()) {
            var within = String.valueOf(row.get("within")).replace(" ", "");
            if (!within.equals("–")) {
                assertThat(List.of(buckets.split(",", -1))).contains(within);
            }
        }
    }

    @Test
    void every_window_an_alert_looks_at_is_recorded() {
        var recorded = ProjectFiles.yaml(RULES).findValuesAsText("record");
        for (var window : WINDOWS) {
            assertThat(recorded).contains("boxoffice:slo_bad:ratio_rate" + window);
        }
        var alerts = ProjectFiles.text("k8s/components/monitoring/rules.yaml");
        assertThat(alerts.lines().filter(line -> line.contains("boxoffice:slo_bad:ratio_rate")))
                .hasSize(2)
                .allSatisfy(line -> {
                    var name = java.util.regex.Pattern.compile("boxoffice:slo_bad:ratio_rate\\w+")
                            .matcher(line);
                    while (name.find()) {
                        assertThat(recorded).contains(name.group());
                    }
                });
    }

    private static String seconds(String duration) {
        return switch (duration) {
            case "500 ms" -> "0.5";
            case "1 s" -> "1.0";
            default -> throw new AssertionError("which bucket is " + duration + "?");
        };
    }
}
