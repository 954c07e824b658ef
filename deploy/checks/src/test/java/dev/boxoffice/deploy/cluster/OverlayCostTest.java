package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.RenderedOverlay.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.MarkdownTable;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// O9: what an overlay asks of a cluster is what docs/operations.md says.
class OverlayCostTest {

    private static final String HEADING = "### What an overlay costs and carries";

    /// @param milliCores asked for on a quiet day, jobs that come and go among them
    /// @param mebibytes likewise
    private record Cost(int milliCores, int mebibytes) {

        static Cost of(RenderedOverlay overlay) {
            var cores = 0;
            var memory = 0;
            for (var pod : PodTemplate.of(overlay)) {
                var pods = pods(overlay, pod.owner());
                for (var container : pod.spec().path("containers")) {
                    var requests = container.at("/resources/requests");
                    cores += pods * Quantity.milliCores(requests.path("cpu").asText());
                    memory += pods * Quantity.mebibytes(requests.path("memory").asText());
                }
            }
            return new Cost(cores, memory);
        }

        private static int pods(RenderedOverlay overlay, String owner) {
            var kind = owner.split(" ", -1)[0];
            var called = owner.split(" ", -1)[1];
            return switch (kind) {
                case "Deployment" -> overlay.replicas(called);
                case "StatefulSet" ->
                    overlay.one(kind, called).at("/spec/replicas").asInt(1);
                case "RedisCluster" ->
                    overlay.one(kind, called).at("/spec/clusterSize").asInt();
                case "Cluster" ->
                    overlay.one(kind, called).at("/spec/instances").asInt();
                case "Elasticsearch" ->
                    overlay.one(kind, called).at("/spec/nodeSets/0/count").asInt();
                default -> 1;
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void requests_are_what_the_table_says(String overlay) {
        var cost = Cost.of(RenderedOverlay.of(overlay));
        var row = MarkdownTable.of("docs/operations.md", HEADING).row("overlay", overlay);
        assertThat(String.valueOf(row.get("vCPU")).replace(",", ""))
                .as("vCPU of %s", overlay)
                .isEqualTo("%.1f".formatted(cost.milliCores() / 1000.0));
        assertThat(String.valueOf(row.get("memory")).replace(",", ""))
                .as("memory of %s", overlay)
                .isEqualTo("%.1f GiB".formatted(cost.mebibytes() / 1024.0));
    }

    @Test
    void the_small_one_is_small_and_has_two_of_each() {
        var small = RenderedOverlay.of("small");
        var cost = Cost.of(small);
        assertThat(cost.milliCores()).isLessThanOrEqualTo(6_000);
        assertThat(cost.mebibytes()).isLessThanOrEqualTo(16 * 1024);
        for (var service : ProjectFiles.SERVICES) {
            assertThat(small.replicas(service)).as(service).isEqualTo(2);
        }
    }

    /// One `kubectl apply -k`: nothing it names is missing, and no operator is needed.
    @Test
    void the_demonstration_needs_a_bare_cluster_and_nothing_else() {
        var demo = RenderedOverlay.of("demo");
        assertThat(demo.objects())
                .allSatisfy(object -> assertThat(object.path("apiVersion").asText())
                        .matches("v1|apps/v1|batch/v1|policy/v1|networking\\.k8s\\.io/v1"));
        for (var workload : demo.workloads()) {
            for (var reference : new String[] {"secretRef", "secretKeyRef", "configMapRef"}) {
                for (var named : workload.findValues(reference)) {
                    var kind = reference.startsWith("secret") ? "Secret" : "ConfigMap";
                    assertThat(demo.has(kind, named.path("name").asText()))
                            .as("%s %s of %s", kind, named.path("name").asText(), name(workload))
                            .isTrue();
                }
            }
        }
        var images = new TreeSet<String>();
        demo.workloads().forEach(workload -> images.addAll(workload.findValuesAsText("image")));
        assertThat(images)
                .contains("boxoffice/demo:dev", "boxoffice/gateway:dev")
                .noneMatch(image -> image.contains("example.com"));
        var gateway = RenderedOverlay.environment(demo.one("Deployment", "gateway"));
        assertThat(gateway)
                .containsEntry("BOXOFFICE_STANDALONE_ENABLED", "true")
                .containsEntry("BOXOFFICE_SERVICES_ISSUER", "http://issuer:8090");
        assertThat(demo.one("Deployment", "booking-service").toString()).contains("StripeSimulatorApplication");
        assertThat(demo.has("Job", "demo-data")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "small", "production"})
    void nobody_else_gives_tokens_to_whoever_asks(String overlay) {
        assertThat(RenderedOverlay.of(overlay).objects())
                .allSatisfy(object ->
                        assertThat(object.toString()).doesNotContain("BOXOFFICE_STANDALONE_ENABLED", "boxoffice/demo"));
    }
}
