package dev.boxoffice.deploy.pretend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.RenderedOverlay;
import java.time.Duration;

/// How a Deployment's pods are looked after and replaced, as its manifest says.
///
/// @param port of the container, which probes ask
/// @param metricsPort which Prometheus asks
/// @param preStop between the end of its being named and SIGTERM
/// @param grace from the beginning of `preStop` to SIGKILL
/// @param minReady how long a pod is ready before it counts
/// @param maxSurge percent of pods there may be beyond those wanted
/// @param maxUnavailable how many of those wanted may be missing
record PodRules(
        int port,
        int metricsPort,
        Probe startup,
        Probe liveness,
        Probe readiness,
        Duration preStop,
        Duration grace,
        Duration minReady,
        int maxSurge,
        int maxUnavailable) {

    /// @param failures in a row, until something is done
    record Probe(String path, Duration every, Duration within, int failures) {

        private static Probe of(JsonNode probe) {
            return new Probe(
                    probe.at("/httpGet/path").asText(),
                    Duration.ofSeconds(probe.path("periodSeconds").asInt(10)),
                    Duration.ofSeconds(probe.path("timeoutSeconds").asInt(1)),
                    probe.path("failureThreshold").asInt(3));
        }
    }

    static PodRules of(JsonNode deployment) {
        var pod = RenderedOverlay.template(deployment).path("spec");
        var container = RenderedOverlay.container(deployment);
        var strategy = deployment.at("/spec/strategy/rollingUpdate");
        return new PodRules(
                container.at("/ports/0/containerPort").asInt(),
                container
                        .at("/ports/1/containerPort")
                        .asInt(container.at("/ports/0/containerPort").asInt()),
                Probe.of(container.path("startupProbe")),
                Probe.of(container.path("livenessProbe")),
                Probe.of(container.path("readinessProbe")),
                Duration.ofSeconds(
                        container.at("/lifecycle/preStop/sleep/seconds").asInt()),
                Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asInt(30)),
                Duration.ofSeconds(deployment.at("/spec/minReadySeconds").asInt()),
                Integer.parseInt(strategy.path("maxSurge").asText().replace("%", "")),
                strategy.path("maxUnavailable").asInt());
    }

    /// How many pods there may be at once while these are wanted.
    int most(int wanted) {
        return wanted + Math.ceilDiv(wanted * maxSurge, 100);
    }
}
