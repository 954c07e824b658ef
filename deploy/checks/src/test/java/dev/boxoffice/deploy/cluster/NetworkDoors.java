package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.RenderedOverlay.selects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.List;
import java.util.Map;

/// Whether the policies of an overlay let one pod speak to another, as a network plug-in decides it: both sides have
/// to.
///
/// @param policies of the namespace
public record NetworkDoors(List<JsonNode> policies) {

    /// @param namespace where it runs
    /// @param labels of the pod
    public record Pod(String namespace, Map<String, String> labels) {

        public static Pod ours(String key, String value) {
            return new Pod("boxoffice", Map.of(key, value));
        }

        public static Pod elsewhere(String namespace) {
            return new Pod(namespace, Map.of());
        }
    }

    public static NetworkDoors of(RenderedOverlay overlay) {
        return new NetworkDoors(overlay.all("NetworkPolicy"));
    }

    public boolean isOpen(Pod from, Pod to, int port) {
        return allows("Egress", from, to, port) && allows("Ingress", to, from, port);
    }

    /// A pod that no policy of the direction chooses may speak to everybody; of several policies one is enough.
    private boolean allows(String direction, Pod pod, Pod peer, int port) {
        var choosing = policies.stream()
                .filter(policy -> pod.namespace().equals("boxoffice"))
                .filter(policy -> policy.at("/spec/policyTypes").toString().contains(direction))
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod.labels()))
                .toList();
        if (choosing.isEmpty()) {
            return true;
        }
        var peers = direction.equals("Egress") ? "to" : "from";
        for (var policy : choosing) {
            for (var rule : policy.path("spec").path(direction.toLowerCase(java.util.Locale.ROOT))) {
                if (hasPort(rule, port) && hasPeer(rule.path(peers), peer)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasPort(JsonNode rule, int port) {
        if (!rule.has("ports")) {
            return true;
        }
        for (var allowed : rule.path("ports")) {
            if (allowed.path("port").asInt() == port) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPeer(JsonNode peers, Pod peer) {
        if (peers.isMissingNode()) {
            return true;
        }
        for (var allowed : peers) {
            // Addresses are of the world outside; a pod is chosen by what it is.
            var namespace = !allowed.has("namespaceSelector")
                    ? peer.namespace().equals("boxoffice")
                    : selects(
                            allowed.path("namespaceSelector"), Map.of("kubernetes.io/metadata.name", peer.namespace()));
            var pod = !allowed.has("podSelector") || selects(allowed.path("podSelector"), peer.labels());
            if (!allowed.has("ipBlock") && namespace && pod) {
                return true;
            }
        }
        return false;
    }
}
