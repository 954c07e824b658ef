package dev.boxoffice.deploy.pretend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A container as its workload's manifest describes it; two that are equal are of one revision.
///
/// @param app what its image has at `/app`
/// @param command the manifest's, or the image's
/// @param environment of its ConfigMaps and secrets, and its own
/// @param user it runs as
/// @param mebibytes most memory it may have
/// @param milliCores it asks for
/// @param temporary size of `/tmp`
/// @param restart how often a restart of all of them was asked for
record ContainerSpec(
        Path app,
        List<String> command,
        Map<String, String> environment,
        int user,
        int mebibytes,
        int milliCores,
        String temporary,
        int restart) {

    static ContainerSpec of(
            RenderedOverlay overlay,
            JsonNode workload,
            ContainerImage image,
            Map<String, Map<String, String>> secrets) {
        var pod = RenderedOverlay.template(workload).path("spec");
        var container = RenderedOverlay.container(workload);
        var command =
                container.path("command").valueStream().map(JsonNode::asText).toList();
        return new ContainerSpec(
                image.app(),
                command.isEmpty() ? image.entrypoint() : command,
                environment(overlay, container, secrets),
                pod.at("/securityContext/runAsUser").asInt(),
                Quantity.mebibytes(container.at("/resources/limits/memory").asText()),
                Quantity.milliCores(container.at("/resources/requests/cpu").asText()),
                pod.at("/volumes/0/emptyDir/sizeLimit").asText().replace("Mi", "m"),
                0);
    }

    private static Map<String, String> environment(
            RenderedOverlay overlay, JsonNode container, Map<String, Map<String, String>> secrets) {
        var environment = new TreeMap<String, String>();
        for (var source : container.path("envFrom")) {
            if (source.has("configMapRef")) {
                var map =
                        overlay.one("ConfigMap", source.at("/configMapRef/name").asText());
                environment.putAll(RenderedOverlay.labels(map.path("data")));
            } else {
                environment.putAll(secrets.get(source.at("/secretRef/name").asText()));
            }
        }
        container
                .path("env")
                .forEach(own -> environment.put(
                        own.path("name").asText(), own.path("value").asText()));
        return environment;
    }

    /// The same, told something else.
    ContainerSpec with(Map<String, String> other) {
        var all = new TreeMap<>(environment);
        all.putAll(other);
        return new ContainerSpec(app, command, all, user, mebibytes, milliCores, temporary, restart);
    }

    /// The same once more: `kubectl rollout restart`.
    ContainerSpec again() {
        return new ContainerSpec(app, command, environment, user, mebibytes, milliCores, temporary, restart + 1);
    }
}
