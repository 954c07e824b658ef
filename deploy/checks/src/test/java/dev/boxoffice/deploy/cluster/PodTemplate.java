package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.RenderedOverlay.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.ArrayList;
import java.util.List;

/// The pods an object leads to, ours or an operator's, as far as the object says what they are.
///
/// @param owner kind and name of the object
/// @param spec of the pod
record PodTemplate(String owner, JsonNode spec) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<PodTemplate> of(RenderedOverlay overlay) {
        var templates = new ArrayList<PodTemplate>();
        for (var workload : overlay.workloads()) {
            templates.add(new PodTemplate(
                    owner(workload), RenderedOverlay.template(workload).path("spec")));
        }
        overlay.all("Elasticsearch")
                .forEach(cluster -> cluster.at("/spec/nodeSets")
                        .forEach(set -> templates.add(new PodTemplate(owner(cluster), set.at("/podTemplate/spec")))));
        overlay.all("RedisCluster").forEach(cluster -> {
            templates.add(redis(cluster, "redisLeader"));
            templates.add(redis(cluster, "redisFollower"));
        });
        overlay.all("Cluster").forEach(cluster -> templates.add(cloudNativePg(cluster)));
        return templates;
    }

    /// The operator copies these contexts into the pods and adds none.
    private static PodTemplate redis(JsonNode cluster, String role) {
        var spec = JSON.createObjectNode();
        var from = cluster.path("spec");
        spec.set("securityContext", from.path("podSecurityContext"));
        spec.set("affinity", from.at("/" + role + "/affinity"));
        spec.set("topologySpreadConstraints", from.at("/" + role + "/topologySpreadConstraints"));
        var containers = spec.putArray("containers");
        containers.add(
                container(role, from.at("/" + role + "/securityContext"), from.at("/kubernetesConfig/resources")));
        if (from.at("/redisExporter/enabled").asBoolean()) {
            containers.add(container(
                    "exporter", from.at("/redisExporter/securityContext"), from.at("/redisExporter/resources")));
        }
        return new PodTemplate(owner(cluster) + " " + role, spec);
    }

    /// CloudNativePG sets all of `restricted` by itself; what an object may take away from it is looked at here.
    private static PodTemplate cloudNativePg(JsonNode cluster) {
        var spec = JSON.createObjectNode();
        var from = cluster.path("spec");
        var pod = spec.putObject("securityContext");
        pod.put("runAsNonRoot", from.path("postgresUID").asInt(26) != 0);
        pod.set("seccompProfile", from.path("seccompProfile"));
        var context = JSON.createObjectNode().put("allowPrivilegeEscalation", false);
        context.putObject("capabilities").putArray("drop").add("ALL");
        spec.putArray("containers").add(container("postgres", context, from.path("resources")));
        spec.set("affinity", from.path("affinity"));
        return new PodTemplate(owner(cluster), spec);
    }

    private static ObjectNode container(String name, JsonNode context, JsonNode resources) {
        var container = JSON.createObjectNode().put("name", name);
        container.set("securityContext", context);
        container.set("resources", resources);
        return container;
    }

    private static String owner(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    List<JsonNode> containers() {
        var all = new ArrayList<JsonNode>();
        spec.path("initContainers").forEach(all::add);
        spec.path("containers").forEach(all::add);
        return all;
    }
}
