package dev.boxoffice.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One overlay of k8s/ as `kubectl kustomize` renders it. Where there is no kubectl, the test that asks is skipped.
record RenderedOverlay(String overlay, List<JsonNode> objects) {

    private static final Map<String, RenderedOverlay> RENDERED = new ConcurrentHashMap<>();

    static RenderedOverlay of(String overlay) {
        assumeTrue(CommandLineTool.exists("kubectl"), "kubectl is not installed, so k8s/ cannot be rendered");
        return RENDERED.computeIfAbsent(
                overlay, name -> new RenderedOverlay(name, ProjectFiles.documents(render("k8s/overlays/" + name))));
    }

    private static String render(String folder) {
        var rendered = CommandLineTool.run(
                "kubectl", "kustomize", ProjectFiles.path(folder).toString());
        if (rendered.exitCode() != 0) {
            throw new AssertionError(folder + " does not render: " + rendered.output());
        }
        return rendered.output();
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + overlay));
    }

    boolean has(String kind, String name) {
        return all(kind).stream().anyMatch(object -> name(object).equals(name));
    }

    /// Everything that makes pods of ours: deployments, stateful sets, jobs.
    List<JsonNode> workloads() {
        return Stream.of("Deployment", "StatefulSet", "Job")
                .flatMap(kind -> all(kind).stream())
                .toList();
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static JsonNode template(JsonNode workload) {
        return workload.path("spec").path("template");
    }

    static JsonNode container(JsonNode workload) {
        return template(workload).path("spec").path("containers").path(0);
    }

    static Map<String, String> labels(JsonNode labels) {
        return new java.util.TreeMap<>(labels.propertyStream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText())));
    }

    /// Whether a label selector, by labels and by expressions, chooses these labels.
    static boolean selects(JsonNode selector, Map<String, String> labels) {
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
