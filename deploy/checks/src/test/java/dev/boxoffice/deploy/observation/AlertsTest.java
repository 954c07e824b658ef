package dev.boxoffice.deploy.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alerts and dashboards as Prometheus itself reads them (`promtool`, of Debian's package `prometheus`).
@Tag("slow")
class AlertsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode RULES =
            ProjectFiles.yaml("k8s/components/monitoring/rules.yaml").path("spec");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRules() throws IOException {
        write("rules.yaml", RULES); // JSON is YAML
        write(
                "service-levels.yaml",
                ProjectFiles.yaml("k8s/components/monitoring/service-levels.yaml")
                        .path("spec"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fires", "quiet"})
    void alerts_fire_when_they_should_and_only_then(String scenarios) throws IOException {
        var file = folder.resolve(scenarios + ".yaml");
        Files.writeString(file, ProjectFiles.text("deploy/checks/src/test/resources/alerts/" + scenarios + ".yaml"));
        var tried = promtool("test", "rules", file);
        assertThat(tried.exitCode()).as(tried.output()).isZero();
    }

    @Test
    void every_alert_is_seen_to_fire() {
        var seen = new TreeSet<String>();
        ProjectFiles.yaml("deploy/checks/src/test/resources/alerts/fires.yaml")
                .path("tests")
                .forEach(test -> seen.add(test.path("name").asText().split(":")[0]));
        var alerts = new TreeSet<String>();
        RULES.findValuesAsText("alert").forEach(alerts::add);
        assertThat(seen).isEqualTo(alerts);
    }

    @Test
    void dashboards_ask_what_can_be_answered() throws IOException {
        var rules = new ArrayList<Map<String, String>>();
        for (var dashboard : ProjectFiles.files("k8s/components/monitoring/dashboards", ".json")) {
            for (var expression : JSON.readTree(dashboard.toFile()).findValuesAsText("expr")) {
                rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression));
            }
        }
        assertThat(rules).hasSizeGreaterThan(40);
        write("panels.yaml", JSON.valueToTree(groups(rules)));
        var read = promtool("check", "rules", folder.resolve("panels.yaml"));
        assertThat(read.exitCode()).as(read.output()).isZero();
    }

    @Test
    void what_prometheus_cannot_read_is_noticed() throws IOException {
        write("panels.yaml", JSON.valueToTree(groups(List.of(Map.of("record", "a", "expr", "sum by (rate(x[1m])")))));
        assertThat(promtool("check", "rules", folder.resolve("panels.yaml")).exitCode())
                .isNotZero();
    }

    @Test
    void the_compose_file_s_prometheus_understands_its_configuration() throws IOException {
        for (var file : List.of("prometheus.yaml", "rules.yaml")) {
            Files.writeString(
                    folder.resolve(file),
                    ProjectFiles.text("deploy/compose/prometheus/" + file)
                            .replace("/etc/prometheus/rules.yaml", "rules.yaml"));
        }
        var read = promtool("check", "config", folder.resolve("prometheus.yaml"));
        assertThat(read.exitCode()).as(read.output()).isZero();
    }

    private static CommandLineTool.Outcome promtool(String verb, String what, Path file) {
        CommandLineTool.require("promtool", "alerts cannot be tried");
        return CommandLineTool.run("promtool", verb, what, file.toString());
    }

    private static Map<String, Object> groups(List<Map<String, String>> rules) {
        return Map.of("groups", List.of(Map.of("name", "panels", "rules", rules)));
    }

    private void write(String file, JsonNode content) throws IOException {
        JSON.writeValue(folder.resolve(file).toFile(), content);
    }
}
