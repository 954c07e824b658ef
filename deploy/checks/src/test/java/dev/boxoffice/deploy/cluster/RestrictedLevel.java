package dev.boxoffice.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Kubernetes' pod security level `restricted`, as its admission controller checks it.
final class RestrictedLevel {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

    private RestrictedLevel() {}

    /// Why the pod would be refused; nothing, if it would not.
    static List<String> refusals(PodTemplate pod) {
        var refusals = new ArrayList<String>();
        var context = pod.spec().path("securityContext");
        for (var shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (pod.spec().path(shared).asBoolean()) {
                refusals.add(shared);
            }
        }
        for (var volume : pod.spec().path("volumes")) {
            volume.fieldNames().forEachRemaining(type -> {
                if (!type.equals("name") && !VOLUMES.contains(type)) {
                    refusals.add("a volume of type " + type);
                }
            });
        }
        for (var container : pod.containers()) {
            var name = container.path("name").asText();
            var own = container.path("securityContext");
            check(
                    refusals,
                    name + " may gain privileges",
                    own.path("allowPrivilegeEscalation").asBoolean(true));
            check(refusals, name + " is privileged", own.path("privileged").asBoolean());
            check(
                    refusals,
                    name + " keeps capabilities",
                    !own.at("/capabilities/drop").toString().contains("\"ALL\""));
            for (var added : own.at("/capabilities/add")) {
                check(refusals, name + " adds capabilities", !added.asText().equals("NET_BIND_SERVICE"));
            }
            check(
                    refusals,
                    name + " may be root",
                    !either(own, context, "/runAsNonRoot").asBoolean());
            check(
                    refusals,
                    name + " is root",
                    either(own, context, "/runAsUser").asInt(1) == 0);
            check(
                    refusals,
                    name + " has no seccomp profile",
                    !PROFILES.contains(
                            either(own, context, "/seccompProfile/type").asText()));
            for (var port : container.path("ports")) {
                check(refusals, name + " takes a port of the node", port.has("hostPort"));
            }
        }
        return refusals;
    }

    private static JsonNode either(JsonNode own, JsonNode pods, String pointer) {
        return own.at(pointer).isMissingNode() ? pods.at(pointer) : own.at(pointer);
    }

    private static void check(List<String> refusals, String refusal, boolean holds) {
        if (holds) {
            refusals.add(refusal);
        }
    }
}
