package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.RenderedOverlay.container;
import static dev.boxoffice.deploy.RenderedOverlay.environment;
import static dev.boxoffice.deploy.RenderedOverlay.selects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// O1: whoever calls a service sees each of its instances, and may speak to each.
class InstanceListTest {

    private static final List<String> INNER = ProjectFiles.SERVICES.subList(1, ProjectFiles.SERVICES.size());

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void a_name_has_an_address_for_each_pod_that_is_ready(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        for (var service : INNER) {
            var spec = manifests.one("Service", service).path("spec");
            assertThat(spec.path("clusterIP").asText()).as(service).isEqualTo("None");
            assertThat(spec.path("publishNotReadyAddresses").asBoolean())
                    .as(service)
                    .isFalse();
            // Without a virtual address nobody translates ports: callers reach the container's own.
            var container = container(manifests.one("Deployment", service));
            assertThat(spec.at("/ports/0/port").asInt())
                    .as(service)
                    .isEqualTo(container.at("/ports/0/containerPort").asInt());
        }
        assertThat(manifests.one("Service", "gateway").at("/spec/clusterIP").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void callers_are_told_these_names(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var gateway = environment(manifests.one("Deployment", "gateway"));
        for (var service : INNER) {
            var address = URI.create(String.valueOf(gateway.get(
                    "BOXOFFICE_SERVICES_" + service.replace("-service", "").toUpperCase(java.util.Locale.ROOT))));
            assertThat(address.getHost()).isEqualTo(service);
            assertThat(manifests
                            .one("Service", service)
                            .at("/spec/ports/0/port")
                            .asInt())
                    .isEqualTo(address.getPort());
        }
        assertThat(environment(manifests.one("Deployment", "support-service")).get("BOXOFFICE_SERVICES_BOOKING"))
                .isEqualTo(gateway.get("BOXOFFICE_SERVICES_BOOKING"));
    }

    @Test
    void a_new_instance_is_known_as_soon_as_names_are_looked_up() {
        assertThat(ProjectFiles.text("deploy/image/jvm.options")).contains("-Dsun.net.inetaddr.ttl=5\n");
    }

    @Test
    void policies_choose_pods_and_not_addresses() {
        var production = RenderedOverlay.of("production");
        for (var caller : List.of("gateway", "support-service")) {
            var called = caller.equals("gateway") ? INNER : List.of("booking-service");
            var egress = production.one("NetworkPolicy", caller).at("/spec/egress");
            for (var service : called) {
                assertThat(egress).as("%s to %s", caller, service).anyMatch(rule -> allows(rule, "to", service));
                assertThat(production.one("NetworkPolicy", service).at("/spec/ingress"))
                        .as("%s from %s", service, caller)
                        .anyMatch(rule -> allows(rule, "from", caller));
            }
        }
    }

    /// Docker's own names have an address for each container; a published port or a fixed name would forbid a second.
    @Test
    void compose_may_run_several_of_each() {
        var services = ProjectFiles.yaml("docker-compose.yml").path("services");
        for (var service : INNER) {
            assertThat(services.path(service).has("ports")).as(service).isFalse();
            assertThat(services.path(service).has("container_name")).as(service).isFalse();
            assertThat(services.at("/gateway/environment").toString())
                    .contains("http://" + service + ":"
                            + services.at("/" + service + "/environment/SERVER_PORT")
                                    .asText());
        }
    }

    /// O11: the longest rollout, of the service with most pods, ends within what a release waits.
    @Test
    void many_pods_are_replaced_several_at_a_time() {
        var production = RenderedOverlay.of("production");
        for (var service : ProjectFiles.SERVICES) {
            var surge = production
                    .one("Deployment", service)
                    .at("/spec/strategy/rollingUpdate/maxSurge")
                    .asText();
            assertThat(surge).as(service).endsWith("%");
            var atOnce = Math.ceilDiv(production.mostReplicas(service) * Integer.parseInt(surge.replace("%", "")), 100);
            var waves = Math.ceilDiv(production.mostReplicas(service), atOnce);
            // Two minutes a wave: the startup probe's longest.
            assertThat(waves * 120).as(service).isLessThanOrEqualTo(15 * 60);
        }
        assertThat(ProjectFiles.text("k8s/release.sh")).contains("rollout status", "--timeout=15m");
    }

    private static boolean allows(JsonNode rule, String direction, String service) {
        for (var peer : rule.path(direction)) {
            if (peer.has("podSelector")
                    && selects(peer.path("podSelector"), Map.of("app.kubernetes.io/name", service))) {
                return true;
            }
        }
        return false;
    }
}
