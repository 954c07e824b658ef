package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.RenderedOverlay.container;
import static dev.boxoffice.deploy.RenderedOverlay.name;
import static dev.boxoffice.deploy.RenderedOverlay.selects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// O4: a release that changes one setting finds the setting where its migrations read it.
class ReleaseOrderTest {

    private static final String STEP = "boxoffice.dev/release-step";
    private static final String WAVE = "argocd.argoproj.io/sync-wave";

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void what_a_migration_reads_is_applied_in_the_step_before_it(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var read = needed(manifests);
        assertThat(read)
                .hasSizeGreaterThan(overlay.equals("local") ? 0 : 4)
                .allSatisfy(object -> assertThat(
                                object.at("/metadata/labels").path(STEP).asText())
                        .as("%s %s", object.path("kind").asText(), name(object))
                        .isEqualTo("before-migrations"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void argo_cd_s_waves_have_the_same_order(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var first = manifests.all("Job").stream()
                .filter(job -> job.at("/metadata/labels").toString().contains("\"migration\""))
                .mapToInt(ReleaseOrderTest::wave)
                .min()
                .orElseThrow();
        assertThat(needed(manifests))
                .allSatisfy(object -> assertThat(wave(object))
                        .as("%s %s", object.path("kind").asText(), name(object))
                        .isLessThan(first));
        for (var service : ProjectFiles.SERVICES) {
            assertThat(wave(manifests.one("Deployment", service))).isGreaterThan(first);
        }
        // event-service's tables are what the other migrations refer to.
        assertThat(wave(manifests.one("Job", "event-service-migration")))
                .isLessThan(wave(manifests.one("Job", "booking-service-migration")));
    }

    /// Run with a kubectl that renders and, for the rest, only writes down what it was told.
    @Test
    void the_script_goes_step_by_step(@TempDir Path folder) throws IOException {
        CommandLineTool.require("kubectl", "no release is rendered");
        var calls = folder.resolve("calls");
        var kubectl = folder.resolve("kubectl");
        Files.writeString(kubectl, """
                #!/bin/sh
                case $1 in
                  kustomize) PATH=${PATH#*:} exec kubectl "$@" ;;
                  *) echo "$*" | sed 's| -f [^ ]*||' >>'%s' ;;
                esac
                case "$*" in *"get externalsecrets"*) echo externalsecret/booking-service ;; esac
                """.formatted(calls));
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        var release = CommandLineTool.run(
                "env",
                "PATH=" + folder + ":" + System.getenv("PATH"),
                "bash",
                ProjectFiles.path("k8s/release.sh").toString(),
                "production");
        assertThat(release.exitCode()).as(release.output()).isZero();
        assertThat(Files.readAllLines(calls))
                .containsExactly(
                        "apply -l " + STEP + "=before-migrations",
                        "-n boxoffice get externalsecrets -o name",
                        "-n boxoffice wait --for=condition=Ready externalsecrets --all --timeout=5m",
                        "-n boxoffice delete job -l app.kubernetes.io/component=migration --ignore-not-found",
                        "apply -l app.kubernetes.io/component=migration",
                        "-n boxoffice wait --for=condition=Complete job -l app.kubernetes.io/component=migration --timeout=30m",
                        "apply",
                        "-n boxoffice rollout status deployment -l app.kubernetes.io/part-of=boxoffice --timeout=15m");
        assertThat(ProjectFiles.text("docs/operations.md")).contains("k8s/release.sh production");
    }

    /// Config, secrets and where they come from, the database, and the doors between them.
    private static List<JsonNode> needed(RenderedOverlay manifests) {
        var needed = new ArrayList<JsonNode>();
        for (var job : manifests.all("Job")) {
            if (!job.at("/metadata/labels").toString().contains("\"migration\"")) {
                continue;
            }
            for (var source : container(job).path("envFrom")) {
                source.properties().forEach(entry -> {
                    var wanted = entry.getValue().path("name").asText();
                    manifests.objects().stream()
                            .filter(object -> isSource(object, entry.getKey())
                                    && name(object).equals(wanted))
                            .forEach(needed::add);
                });
            }
            manifests.all("NetworkPolicy").stream()
                    .filter(policy -> selects(
                            policy.at("/spec/podSelector"),
                            RenderedOverlay.labels(RenderedOverlay.template(job).at("/metadata/labels"))))
                    .forEach(needed::add);
        }
        needed.addAll(manifests.all("Namespace"));
        needed.addAll(manifests.all("SecretStore"));
        needed.addAll(manifests.all("Cluster"));
        manifests.all("StatefulSet").stream()
                .filter(set -> name(set).equals("postgres"))
                .forEach(needed::add);
        return needed;
    }

    private static boolean isSource(JsonNode object, String reference) {
        return switch (object.path("kind").asText()) {
            case "ConfigMap" -> reference.equals("configMapRef");
            case "Secret", "ExternalSecret" -> reference.equals("secretRef");
            default -> false;
        };
    }

    private static int wave(JsonNode object) {
        return object.at("/metadata/annotations").path(WAVE).asInt(0);
    }
}
