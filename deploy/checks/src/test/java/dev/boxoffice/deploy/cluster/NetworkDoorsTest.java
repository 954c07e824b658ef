package dev.boxoffice.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.NetworkDoors.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// O1, O3, O11: every door that is needed is open on both sides, and what has nothing to do with each other does not
/// meet.
class NetworkDoorsTest {

    private static final Pod POSTGRES = Pod.ours("cnpg.io/cluster", "postgres");
    private static final Pod REDIS = Pod.ours("app", "redis-leader");
    private static final Pod FOLLOWER = Pod.ours("app", "redis-follower");
    private static final Pod ELASTICSEARCH = Pod.ours("elasticsearch.k8s.elastic.co/cluster-name", "elasticsearch");
    private static final Pod MIGRATION = Pod.ours("app.kubernetes.io/component", "migration");
    private static final Pod SOLVER = Pod.ours("acme.cert-manager.io/http01-solver", "true");
    private static final Pod PROXY = Pod.ours("gateway.networking.k8s.io/gateway-name", "boxoffice");
    private static final Pod MONITORING = Pod.elsewhere("monitoring");

    @ParameterizedTest
    @CsvSource({
        "gateway, event-service, 8081",
        "gateway, booking-service, 8082",
        "gateway, search-service, 8083",
        "gateway, support-service, 8084",
        "support-service, booking-service, 8082"
    })
    void services_are_called(String caller, String called, int port) {
        open(process(caller), process(called), port);
    }

    @Test
    void stores_are_reached_by_who_uses_them_and_by_nobody_else() {
        for (var service : ProjectFiles.SERVICES) {
            open(process(service), REDIS, 6379);
            open(process(service), FOLLOWER, 6379);
            if (service.equals("gateway")) {
                closed(process(service), POSTGRES, 5432);
            } else {
                open(process(service), POSTGRES, 5432);
            }
            if (service.equals("search-service")) {
                open(process(service), ELASTICSEARCH, 9200);
            } else {
                closed(process(service), ELASTICSEARCH, 9200);
            }
        }
        open(MIGRATION, POSTGRES, 5432);
        closed(MIGRATION, REDIS, 6379);
        open(process("elasticsearch-exporter"), ELASTICSEARCH, 9200);
        for (var stranger : List.of(process("synthetic-buyer"), SOLVER, PROXY, Pod.elsewhere("default"))) {
            closed(stranger, POSTGRES, 5432);
            closed(stranger, REDIS, 6379);
            closed(stranger, ELASTICSEARCH, 9200);
            closed(stranger, process("booking-service"), 8082);
        }
    }

    @Test
    void stores_reach_themselves_and_their_operators_reach_them() {
        open(REDIS, FOLLOWER, 16379);
        open(FOLLOWER, REDIS, 6379);
        open(Pod.elsewhere("redis-operator"), REDIS, 6379);
        open(POSTGRES, POSTGRES, 5432);
        open(Pod.elsewhere("cnpg-system"), POSTGRES, 8000);
        open(ELASTICSEARCH, ELASTICSEARCH, 9300);
        open(Pod.elsewhere("elastic-system"), ELASTICSEARCH, 9200);
    }

    @Test
    void prometheus_reads_everybody() {
        open(MONITORING, process("gateway"), 8089);
        open(MONITORING, process("event-service"), 8081);
        open(MONITORING, POSTGRES, 9187);
        open(MONITORING, REDIS, 9121);
        open(MONITORING, FOLLOWER, 9121);
        open(MONITORING, process("elasticsearch-exporter"), 9114);
        closed(MONITORING, POSTGRES, 5432);
        closed(MONITORING, process("gateway"), 8080);
    }

    @Test
    void the_world_comes_in_by_the_gateway_wherever_its_proxies_run() {
        open(Pod.elsewhere("gateway-system"), process("gateway"), 8080);
        open(PROXY, process("gateway"), 8080);
        closed(Pod.elsewhere("gateway-system"), process("gateway"), 8089);
        closed(Pod.elsewhere("gateway-system"), process("event-service"), 8081);
    }

    @Test
    void a_certificate_is_renewed() {
        open(Pod.elsewhere("gateway-system"), SOLVER, 8089);
        open(PROXY, SOLVER, 8089);
        open(Pod.elsewhere("cert-manager"), SOLVER, 8089);
    }

    @Test
    void the_small_overlay_s_single_stores_are_behind_doors_too() {
        var small = NetworkDoors.of(RenderedOverlay.of("small"));
        var store = Pod.ours("app.kubernetes.io/component", "store");
        for (var service : ProjectFiles.SERVICES) {
            var component = service.equals("gateway") ? "edge" : "service";
            assertThat(small.isOpen(
                            new Pod(
                                    "boxoffice",
                                    java.util.Map.of(
                                            "app.kubernetes.io/name", service,
                                            "app.kubernetes.io/component", component)),
                            store,
                            6379))
                    .as(service)
                    .isTrue();
        }
        assertThat(small.isOpen(Pod.ours("app.kubernetes.io/component", "migration"), store, 5432))
                .isTrue();
        assertThat(small.isOpen(Pod.ours("app.kubernetes.io/component", "dump"), store, 5432))
                .isTrue();
        assertThat(small.isOpen(process("synthetic-buyer"), store, 5432)).isFalse();
        assertThat(small.isOpen(Pod.elsewhere("default"), store, 5432)).isFalse();
    }

    private static NetworkDoors production() {
        return NetworkDoors.of(RenderedOverlay.of("production"));
    }

    private static Pod process(String name) {
        return Pod.ours("app.kubernetes.io/name", name);
    }

    private static void open(Pod from, Pod to, int port) {
        assertThat(production().isOpen(from, to, port))
                .as("%s to %s on %d", from, to, port)
                .isTrue();
    }

    private static void closed(Pod from, Pod to, int port) {
        assertThat(production().isOpen(from, to, port))
                .as("%s to %s on %d", from, to, port)
                .isFalse();
    }
}
