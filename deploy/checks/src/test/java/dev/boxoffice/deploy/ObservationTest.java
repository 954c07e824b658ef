package dev.boxoffice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final JsonNode RULES = ProjectFiles.yaml("k8s/components/monitoring/rules.yaml");

    @Test
    void every_alert_has_a_runbook_and_every_runbook_an_alert() {
        var alerts = new TreeSet<String>();
        for (var rule : rules()) {
            var alert = rule.path("alert").asText();
            alerts.add(alert);
            assertThat(rule.at("/annotations/runbook_url").asText()).isEqualTo("docs/runbooks/" + alert + ".md");
            assertThat(rule.at("/annotations/summary").asText()).as(alert).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("critical", "warning");
            var runbook = ProjectFiles.path("docs/runbooks/" + alert + ".md");
            assertThat(Files.exists(runbook)).as("%s", runbook).isTrue();
            assertThat(ProjectFiles.text(runbook))
                    .as(alert)
                    .contains(rule.path("expr").asText())
                    .contains("**What to do**");
        }
        assertThat(ProjectFiles.files("docs/runbooks", ".md").stream()
                        .map(file -> file.getFileName().toString().replace(".md", ""))
                        .filter(name -> !name.equals("README")))
                .containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(alerts)
                .allSatisfy(alert ->
                        assertThat(ProjectFiles.text("docs/runbooks/README.md")).contains("(" + alert + ".md)"));
    }

    @Test
    void alerts_and_dashboards_read_metrics_that_exist() {
        var expressions = new ArrayList<>(
                rules().stream().map(rule -> rule.path("expr").asText()).toList());
        for (var dashboard : dashboards()) {
            expressions.addAll(dashboard.findValuesAsText("expr"));
        }
        assertThat(expressions).hasSizeGreaterThan(60).allSatisfy(expression -> {
            var metrics = KnownMetrics.in(expression);
            assertThat(metrics).as(expression).isNotEmpty();
            assertThat(metrics).as(expression).allMatch(KnownMetrics::isKnown);
        });
    }

    @Test
    void a_metric_nobody_records_is_noticed() {
        assertThat(KnownMetrics.in("sum by (pod) (rate(boxoffice_no_such_total{a=\"up\"}[5m])) / up"))
                .containsExactly("boxoffice_no_such_total", "up");
        assertThat(KnownMetrics.isKnown("boxoffice_no_such_total")).isFalse();
        assertThat(KnownMetrics.isKnown("boxoffice_outbox_oldest_seconds")).isTrue();
    }

    @Test
    void the_compose_file_has_the_same_alerts_where_it_has_the_metrics() {
        var here = new ArrayList<JsonNode>();
        ProjectFiles.yaml("deploy/compose/prometheus/rules.yaml")
                .path("groups")
                .forEach(group -> group.path("rules").forEach(here::add));
        assertThat(here)
                .containsExactlyElementsOf(rules().stream()
                        .filter(rule -> !rule.path("expr").asText().contains("cnpg_"))
                        .toList());
    }

    @Test
    void dashboards_are_whole() {
        var ids = new TreeSet<String>();
        for (var dashboard : dashboards()) {
            assertThat(ids.add(dashboard.path("uid").asText())).isTrue();
            assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
            });
        }
        var files = ProjectFiles.text("k8s/components/monitoring/kustomization.yaml");
        assertThat(ProjectFiles.files("k8s/components/monitoring/dashboards", ".json"))
                .allSatisfy(file -> assertThat(files).contains("dashboards/" + file.getFileName()));
    }

    private static List<JsonNode> rules() {
        return StreamSupport.stream(RULES.path("spec").path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    private static List<JsonNode> dashboards() {
        return ProjectFiles.files("k8s/components/monitoring/dashboards", ".json").stream()
                .map(file -> ProjectFiles.json("k8s/components/monitoring/dashboards/" + file.getFileName()))
                .toList();
    }
}
