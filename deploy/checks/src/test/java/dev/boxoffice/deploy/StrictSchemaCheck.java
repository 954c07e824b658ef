package dev.boxoffice.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads Kubernetes objects as the API server would with `--validate=strict`: an unknown field, a wrong
/// type or a missing required field is an error; and where a custom resource's definition has rules in CEL,
/// they hold.
final class StrictSchemaCheck {

    private static final ObjectMapper MODELS = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NothingElse());

    private final Map<String, Definition> definitions = new HashMap<>();
    private final ValidationRuleCheck rules = new ValidationRuleCheck();

    /// @param schema ready to validate
    /// @param source as the definition has it, with its rules
    private record Definition(Schema schema, JsonNode source) {}

    StrictSchemaCheck() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        for (var file : ProjectFiles.files("deploy/checks/src/test/resources/crds", ".json")) {
            var definition = read(file);
            definition.path("versions").properties().forEach(version -> {
                var schema = closed(version.getValue().deepCopy());
                ((ObjectNode) schema.path("properties")).putObject("metadata").put("type", "object");
                var kind = definition.path("group").asText() + "/" + version.getKey() + " "
                        + definition.path("kind").asText();
                definitions.put(kind, new Definition(registry.getSchema(schema), version.getValue()));
            });
        }
    }

    /// What is wrong with the object; nothing, if nothing is.
    List<String> problems(JsonNode object) {
        var kind =
                object.path("apiVersion").asText() + " " + object.path("kind").asText();
        var definition = definitions.get(kind);
        if (definition != null) {
            var wrong = definition.schema().validate(object).stream()
                    .map(Object::toString)
                    .toList();
            return wrong.isEmpty() ? rules.problems(definition.source(), object) : wrong;
        }
        if (kind.equals("elasticsearch.k8s.elastic.co/v1 Elasticsearch")) {
            return ElasticsearchManifestCheck.problems(object);
        }
        var model = model(kind);
        if (model == null) {
            return List.of("nobody knows what a " + kind + " is");
        }
        try {
            MODELS.treeToValue(object, model);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /// fabric8 keeps its models in a package a group and version.
    private static @Nullable Class<?> model(String kind) {
        var parts = kind.split("[/ ]");
        var name = switch (kind.substring(0, kind.indexOf(' '))) {
            case "v1" -> "io.fabric8.kubernetes.api.model." + parts[1];
            case "apps/v1" -> "io.fabric8.kubernetes.api.model.apps." + parts[2];
            case "batch/v1" -> "io.fabric8.kubernetes.api.model.batch.v1." + parts[2];
            case "policy/v1" -> "io.fabric8.kubernetes.api.model.policy.v1." + parts[2];
            case "autoscaling/v2" -> "io.fabric8.kubernetes.api.model.autoscaling.v2." + parts[2];
            case "networking.k8s.io/v1" -> "io.fabric8.kubernetes.api.model.networking.v1." + parts[2];
            default -> "";
        };
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An object that lists its properties has no others, unless it says so: so does the API server prune.
    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(StrictSchemaCheck::closed);
        return schema;
    }

    /// fabric8's models swallow what they do not know; here they must not.
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
