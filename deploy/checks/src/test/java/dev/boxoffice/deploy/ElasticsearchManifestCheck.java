package dev.boxoffice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What ECK documents of `Elasticsearch`, as far as it is used here; its published schema may not be copied.
final class ElasticsearchManifestCheck {

    private static final Set<String> SPEC = Set.of(
            "version",
            "auth",
            "http",
            "podDisruptionBudget",
            "updateStrategy",
            "nodeSets",
            "secureSettings",
            "monitoring");
    private static final Set<String> NODE_SET =
            Set.of("name", "count", "config", "podTemplate", "volumeClaimTemplates");

    private ElasticsearchManifestCheck() {}

    static List<String> problems(JsonNode object) {
        var problems = new ArrayList<String>();
        var spec = object.path("spec");
        only(SPEC, spec, problems);
        if (!spec.path("version").asText().matches("\\d+\\.\\d+\\.\\d+")) {
            problems.add("spec.version is a full version");
        }
        if (spec.path("nodeSets").isEmpty()) {
            problems.add("spec.nodeSets has at least one");
        }
        for (var nodes : spec.path("nodeSets")) {
            only(NODE_SET, nodes, problems);
            if (nodes.path("name").asText().isEmpty() || nodes.path("count").asInt() < 1) {
                problems.add("a node set has a name and a count");
            }
            for (var claim : nodes.path("volumeClaimTemplates")) {
                if (!claim.path("metadata").path("name").asText().equals("elasticsearch-data")) {
                    problems.add("ECK mounts the claim named elasticsearch-data");
                }
            }
        }
        return problems;
    }

    private static void only(Set<String> names, JsonNode object, List<String> problems) {
        object.properties().stream()
                .filter(entry -> !names.contains(entry.getKey()))
                .forEach(entry -> problems.add("unknown field " + entry.getKey()));
    }
}
