package dev.boxoffice.gateway.docs;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Adds the OpenAPI documents of services to one document; where two schemas share a name and differ, the later one is
/// renamed.
final class OpenApiMerge {

    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode merged;

    /// @param base the gateway's own document: title, security scheme, its own paths
    OpenApiMerge(ObjectNode base) {
        this.merged = base.deepCopy();
    }

    /// @param service its name, such as `booking`
    /// @param reachable whether a path can be called through the gateway
    void add(String service, ObjectNode document, Predicate<String> reachable) {
        ObjectNode schemas = merged.withObject("/components/schemas");
        JsonNode added = document.path("components").path("schemas");
        Map<String, String> renamed = new HashMap<>();
        added.properties().forEach(schema -> {
            JsonNode present = schemas.get(schema.getKey());
            if (present != null && !present.equals(schema.getValue())) {
                renamed.put(schema.getKey(), capitalised(service) + schema.getKey());
            }
        });
        added.properties().forEach(schema -> {
            String name = renamed.getOrDefault(schema.getKey(), schema.getKey());
            schemas.set(name, withNewReferences(schema.getValue(), renamed));
        });
        ObjectNode paths = merged.withObject("/paths");
        document.path("paths").properties().forEach(path -> {
            if (reachable.test(path.getKey()) && !paths.has(path.getKey())) {
                paths.set(path.getKey(), owned(service, withNewReferences(path.getValue(), renamed)));
            }
        });
    }

    ObjectNode document() {
        return merged;
    }

    private static JsonNode owned(String service, JsonNode path) {
        path.properties().forEach(operation -> {
            if (operation.getValue() instanceof ObjectNode object) {
                object.put("x-service", service);
            }
        });
        return path;
    }

    private static JsonNode withNewReferences(JsonNode node, Map<String, String> renamed) {
        JsonNode copy = node.deepCopy();
        rename(copy, renamed);
        return copy;
    }

    private static void rename(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object) {
            String reference = object.path("$ref").asString("");
            if (reference.startsWith(REFERENCE)) {
                String name = reference.substring(REFERENCE.length());
                object.put("$ref", REFERENCE + renamed.getOrDefault(name, name));
            }
            object.properties().forEach(property -> rename(property.getValue(), renamed));
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> rename(item, renamed));
        }
    }

    private static String capitalised(String service) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1);
    }
}
