package dev.boxoffice.deploy.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// O8: who is told of what, as Alertmanager itself reads it (`amtool`, of Debian's package `prometheus-alertmanager`).
class AlertmanagerTest {

    private static final String FILE = "deploy/compose/prometheus/alertmanager.yaml";

    @Test
    void compose_s_configuration_is_one() {
        CommandLineTool.require("amtool", "nobody reads Alertmanager's configuration");
        var read = CommandLineTool.run(
                "amtool", "check-config", ProjectFiles.path(FILE).toString());
        assertThat(read.exitCode()).as(read.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"critical, pager", "warning, mail", "heartbeat, heartbeat"})
    void what_is_urgent_wakes_somebody_and_the_rest_does_not(String severity, String receiver) {
        CommandLineTool.require("amtool", "nobody follows Alertmanager's routes");
        var routed = CommandLineTool.run(
                "amtool",
                "config",
                "routes",
                "test",
                "--config.file=" + ProjectFiles.path(FILE),
                "severity=" + severity,
                "namespace=boxoffice");
        assertThat(routed.output().strip()).endsWith("\n" + receiver);
    }

    @Test
    void a_cluster_has_the_same_routes() {
        var there = RenderedOverlay.of("production")
                .one("AlertmanagerConfig", "boxoffice")
                .path("spec");
        var here = ProjectFiles.yaml(FILE);
        assertThat(routes(there.path("route")))
                .isEqualTo(routes(here.path("route")))
                .hasSize(3);
        assertThat(there.path("receivers").findValuesAsText("name")).contains("mail", "pager", "heartbeat");
        assertThat(there.at("/receivers/2/webhookConfigs/0/urlSecret/name").asText())
                .isEqualTo("alerting");
    }

    /// The dead man's switch: it is repeated sooner than anybody waits for it.
    @Test
    void the_heartbeat_beats() {
        var watchdog = ProjectFiles.text("k8s/components/monitoring/rules.yaml");
        assertThat(watchdog).contains("expr: \"vector(1)\"", "severity: heartbeat");
        for (var route : ProjectFiles.yaml(FILE).at("/route/routes")) {
            if (route.path("receiver").asText().equals("heartbeat")) {
                assertThat(route.path("repeat_interval").asText()).isEqualTo("1m");
            }
        }
    }

    @Test
    void prometheus_sends_to_it() {
        assertThat(ProjectFiles.yaml("deploy/compose/prometheus/prometheus.yaml")
                        .at("/alerting/alertmanagers/0/static_configs/0/targets/0")
                        .asText())
                .isEqualTo("alertmanager:9093");
        assertThat(ProjectFiles.yaml("docker-compose.yml").at("/services").has("alertmanager"))
                .isTrue();
    }

    private static List<String> routes(JsonNode route) {
        var routes = new ArrayList<String>();
        routes.add("else: " + route.path("receiver").asText());
        for (var below : route.path("routes")) {
            var matcher = below.path("matchers").path(0);
            routes.add((matcher.isTextual()
                            ? matcher.asText().replace("\"", "")
                            : matcher.path("name").asText()
                                    + matcher.path("matchType").asText().replace("~", "")
                                    + matcher.path("value").asText())
                    + ": " + below.path("receiver").asText());
        }
        return routes;
    }
}
