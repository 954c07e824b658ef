package dev.boxoffice.deploy.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.KnownMetrics;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final JsonNode RULES = ProjectFiles.yaml("k8s/components/monitoring/rules.yaml");
    private static final JsonNode SERVICE_LEVELS = ProjectFiles.yaml("k8s/components/monitoring/service-levels.yaml");

    /// What only operators, their exporters and Kubernetes measure.
    private static final Pattern OF_A_CLUSTER = Pattern.compile(
            "cnpg_|barman_|redis_up|redis_(?:cluster|memory|connected|aof|rdb)_|elasticsearch_|kube_|kubelet_|certmanager_");

    @Test
    void every_alert_has_a_runbook_and_every_runbook_an_alert() {
        var alerts = new TreeSet<String>();
        for (var rule : rules()) {
            var alert = rule.path("alert").asText();
            alerts.add(alert);
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("https://grafana.example.com/d/boxoffice-runbooks?viewPanel=panel-"
                            + RunbookDashboard.panels().get(alert));
            assertThat(rule.at("/annotations/summary").asText()).as(alert).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("critical", "warning", "heartbeat");
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
        expressions.addAll(SERVICE_LEVELS.findValuesAsText("expr"));
        assertThat(expressions).hasSizeGreaterThan(60).allSatisfy(expression -> {
            var metrics = KnownMetrics.in(expression.replaceAll("boxoffice:[a-z0-9_:]+", "up"));
            if (expression.startsWith("vector(")) {
                return;
            }
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
        for (var group : ProjectFiles.documents(ProjectFiles.text("deploy/compose/prometheus/rules.yaml")
                        .replace("http://localhost:3000", "https://grafana.example.com"))
                .getFirst()
                .path("groups")) {
            group.path("rules").forEach(here::add);
        }
        var there = new ArrayList<>(rules().stream()
                .filter(rule ->
                        !OF_A_CLUSTER.matcher(rule.path("expr").asText()).find())
                .toList());
        SERVICE_LEVELS
                .path("spec")
                .path("groups")
                .forEach(group -> group.path("rules").forEach(there::add));
        assertThat(here).hasSizeGreaterThan(60).containsExactlyElementsOf(there);
    }

    /// O8: one Prometheus may watch several installations; an alert says whose it is.
    @Test
    void every_alert_says_whose_it_is() {
        var nameless = Pattern.compile("\\b(?:max|min|sum|avg|count)(?: by \\((?!namespace)[^)]*\\))? ?\\((?!slo)");
        assertThat(rules()).allSatisfy(rule -> {
            var expression = rule.path("expr").asText();
            assertThat(nameless.matcher(expression.replaceAll("by \\(namespace[^)]*\\) ", "by_namespace"))
                            .replaceAll("?"))
                    .as(rule.path("alert").asText())
                    .doesNotContain("?");
            var absent = Pattern.compile("absent\\(([^)]*)\\)").matcher(expression);
            while (absent.find()) {
                assertThat(absent.group(1)).contains("namespace=\"boxoffice\"");
            }
        });
    }

    /// What has no series behind it, and what is counted by promise, says so by a label: the operator sends on only
    /// what names this namespace.
    @Test
    void alerts_without_a_series_name_the_namespace_too() {
        var named = new ArrayList<String>();
        for (var group : RULES.path("spec").path("groups")) {
            for (var rule : group.path("rules")) {
                if (rule.path("expr").asText().matches("vector.*|.*on \\(slo\\).*")) {
                    named.add(rule.path("alert").asText());
                    assertThat(rule.at("/labels/namespace").asText()).isEqualTo("boxoffice");
                }
            }
        }
        assertThat(named).contains("Watchdog", "PromiseBurnsFast", "PromiseBurnsSlowly");
    }

    /// O8: `runbook_url` opens: Grafana shows the pages, in compose and in a cluster, at the address the overlay
    /// gives.
    @Test
    void runbooks_are_a_dashboard() throws IOException {
        var dashboard = RunbookDashboard.json();
        if (Boolean.getBoolean("boxoffice.docs.write")) {
            Files.writeString(ProjectFiles.path(RunbookDashboard.FILE), dashboard);
        }
        assertThat(ProjectFiles.text(RunbookDashboard.FILE))
                .as("write it anew with -Dboxoffice.docs.write=true")
                .isEqualTo(dashboard);
        var shown = RenderedOverlay.of("production").one("PrometheusRule", "boxoffice");
        assertThat(shown.findValuesAsText("runbook_url"))
                .hasSizeGreaterThan(50)
                .allMatch(url -> url.matches("https://[a-z.]+/d/boxoffice-runbooks\\?viewPanel=panel-\\d+"));
        assertThat(RenderedOverlay.of("production")
                        .one("ConfigMap", "boxoffice-dashboards")
                        .path("data")
                        .has("runbooks.json"))
                .isTrue();
    }

    @Test
    void dashboards_are_whole() {
        var ids = new TreeSet<String>();
        for (var dashboard : dashboards()) {
            assertThat(ids.add(dashboard.path("uid").asText())).isTrue();
            assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.path("title").asText()).isNotBlank();
                if (!panel.path("type").asText().equals("text")) {
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
                }
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
