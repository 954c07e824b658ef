package dev.boxoffice.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.boxoffice.deploy.RenderedOverlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// O3: the namespace lets every pod in, an operator's too, and no zone takes more with it than the sale can spare.
class PodPlacementTest {

    private static final String ZONE = "topology.kubernetes.io/zone";

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void every_pod_meets_the_level_its_namespace_enforces(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        assertThat(manifests
                        .one("Namespace", "boxoffice")
                        .path("metadata")
                        .path("labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted");
        assertThat(PodTemplate.of(manifests))
                .hasSizeGreaterThan(9)
                .allSatisfy(pod -> assertThat(RestrictedLevel.refusals(pod))
                        .as(pod.owner())
                        .isEmpty());
    }

    @Test
    void a_pod_the_level_refuses_is_noticed() {
        var redis =
                RenderedOverlay.of("production").one("RedisCluster", "redis").deepCopy();
        ((ObjectNode) redis.path("spec").path("podSecurityContext")).remove("seccompProfile");
        ((ObjectNode) redis.path("spec").path("redisFollower")).remove("securityContext");
        var pods = PodTemplate.of(new RenderedOverlay("broken", java.util.List.of(redis)));
        assertThat(RestrictedLevel.refusals(pods.getLast()))
                .contains("redisFollower may gain privileges", "redisFollower has no seccomp profile");
    }

    @Test
    void a_shard_s_leader_and_follower_share_no_zone_and_no_two_leaders_do() {
        var redis = RenderedOverlay.of("production").one("RedisCluster", "redis");
        assertThat(redis.at("/metadata/annotations")
                        .path("redisclusters.redis.redis.opstreelabs.in/role-anti-affinity")
                        .asText())
                .isEqualTo("true");
        for (var role : new String[] {"redisLeader", "redisFollower"}) {
            var apart = redis.at("/spec/" + role + "/affinity/podAntiAffinity")
                    .path("requiredDuringSchedulingIgnoredDuringExecution")
                    .path(0);
            assertThat(apart.path("topologyKey").asText()).isEqualTo(ZONE);
            assertThat(apart.at("/labelSelector/matchExpressions/0/values").toString())
                    .isEqualTo("[\"redis-leader\",\"redis-follower\"]");
            assertThat(apart.path("matchLabelKeys").toString()).isEqualTo("[\"apps.kubernetes.io/pod-index\"]");
            spread(redis.at("/spec/" + role + "/topologySpreadConstraints"));
        }
    }

    @Test
    void elasticsearch_writes_its_volume_and_keeps_copies_in_different_zones() {
        var cluster = RenderedOverlay.of("production").one("Elasticsearch", "elasticsearch");
        var nodes = cluster.at("/spec/nodeSets/0");
        assertThat(nodes.at("/podTemplate/spec/securityContext/fsGroup").asInt())
                .isEqualTo(
                        nodes.at("/podTemplate/spec/securityContext/runAsUser").asInt())
                .isPositive();
        spread(nodes.at("/podTemplate/spec/topologySpreadConstraints"));
        assertThat(cluster.at("/metadata/annotations")
                        .path("eck.k8s.elastic.co/downward-node-labels")
                        .asText())
                .isEqualTo(ZONE);
        assertThat(nodes.path("config")
                        .path("cluster.routing.allocation.awareness.attributes")
                        .asText())
                .contains("zone");
        assertThat(nodes.at("/podTemplate/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath")
                        .asText())
                .contains(ZONE);
    }

    @Test
    void no_two_databases_share_a_zone() {
        var affinity =
                RenderedOverlay.of("production").one("Cluster", "postgres").at("/spec/affinity");
        assertThat(affinity.path("podAntiAffinityType").asText()).isEqualTo("required");
        assertThat(affinity.path("topologyKey").asText()).isEqualTo(ZONE);
    }

    private static void spread(JsonNode constraints) {
        assertThat(constraints).anySatisfy(constraint -> {
            assertThat(constraint.path("topologyKey").asText()).isEqualTo(ZONE);
            assertThat(constraint.path("whenUnsatisfiable").asText()).isEqualTo("DoNotSchedule");
        });
    }
}
