package dev.boxoffice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One overlay of k8s/ (or another folder, by its whole path) as `kubectl kustomize` renders it.
public record RenderedOverlay(String overlay, List<JsonNode> objects) {

    private static final Map<String, RenderedOverlay> RENDERED = new ConcurrentHashMap<>();

    public static RenderedOverlay of(String overlay) {
        CommandLineTool.require("kubectl", "k8s/ cannot be rendered");
        return RENDERED.computeIfAbsent(
                overlay,
                name -> new RenderedOverlay(
                        name, ProjectFiles.documents(render(name.contains("/") ? name : "k8s/overlays/" + name))));
    }

    private static String render(String folder) {
        var rendered = CommandLineTool.run(
                "kubectl", "kustomize", ProjectFiles.path(folder).toString());
        if (rendered.exitCode() != 0) {
            throw new AssertionError(folder + " does not render: " + rendered.output());
        }
        return rendered.output();
    }

    public List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    public JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + overlay));
    }

    public boolean has(String kind, String name) {
        return all(kind).stream().anyMatch(object -> name(object).equals(name));
    }

    /// Everything that makes pods of ours: deployments, stateful sets, jobs.
    public List<JsonNode> workloads() {
        return Stream.of("Deployment", "StatefulSet", "Job", "CronJob")
                .flatMap(kind -> all(kind).stream())
                .toList();
    }

    /// Pods there may be of one of our services: the autoscaler's most, or what the overlay says.
    public int mostReplicas(String deployment) {
        return all("HorizontalPodAutoscaler").stream()
                .filter(autoscaler -> name(autoscaler).equals(deployment))
                .map(autoscaler -> autoscaler.at("/spec/maxReplicas").asInt())
                .findFirst()
                .orElseGet(() -> replicas(deployment));
    }

    /// Pods there are of it on a quiet day.
    public int replicas(String deployment) {
        return all("HorizontalPodAutoscaler").stream()
                .filter(autoscaler -> name(autoscaler).equals(deployment))
                .map(autoscaler -> autoscaler.at("/spec/minReplicas").asInt())
                .findFirst()
                .orElseGet(() -> one("Deployment", deployment)
                        .path("spec")
                        .path("replicas")
                        .asInt(1));
    }

    /// What a workload's first container is told by its own `env`.
    public static Map<String, String> environment(JsonNode workload) {
        var environment = new java.util.TreeMap<String, String>();
        container(workload)
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }

    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    public static JsonNode template(JsonNode workload) {
        var spec = workload.path("kind").asText().equals("CronJob")
                ? workload.at("/spec/jobTemplate/spec")
                : workload.path("spec");
        return spec.path("template");
    }

    public static JsonNode container(JsonNode workload) {
        return template(workload).path("spec").path("containers").path(0);
    }

    public static Map<String, String> labels(JsonNode labels) {
        return new java.util.TreeMap<>(labels.propertyStream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText())));
    }

    /// Whether a label selector, by labels and by expressions, chooses these labels.
    public static boolean selects(JsonNode selector, Map<String, String> labels) {
        var byLabels = labels(selector.path("matchLabels")).entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
        var byExpressions = StreamSupport.stream(
                        selector.path("matchExpressions").spliterator(), false)
                .allMatch(expression -> StreamSupport.stream(
                                expression.path("values").spliterator(), false)
                        .anyMatch(value -> value.asText()
                                .equals(labels.get(expression.path("key").asText()))));
        return byLabels && byExpressions;
    }
}
