package dev.boxoffice.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.boxoffice.testkit.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The public contract as `contracts/openapi.yaml` has it: its operations, and the schemas of OpenAPI 3.1, which
/// are JSON Schema 2020-12.
public final class ApiContract {

    private static final String DOCUMENT = "https://boxoffice.example/openapi.json";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final class Shared {
        private static final ApiContract CONTRACT = readFile();

        private static ApiContract readFile() {
            try {
                return of(Files.readString(ProjectRoot.path().resolve("contracts/openapi.yaml")));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final List<ApiOperation> operations;

    private ApiContract(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, document.toString())));
        this.operations = operationsOf(document);
    }

    /// The one checked in.
    public static ApiContract shared() {
        return Shared.CONTRACT;
    }

    static ApiContract of(String yaml) {
        try {
            return new ApiContract(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public List<ApiOperation> operations() {
        return operations;
    }

    /// The operation a request is for; of several paths that fit, the one with the most literal segments.
    public Optional<ApiOperation> find(String method, String path) {
        var wanted = method.equals("HEAD") ? "GET" : method.toUpperCase(Locale.ROOT);
        return operations.stream()
                .filter(operation -> operation.method().equals(wanted) && operation.takes(path))
                .max(Comparator.comparingInt(ApiOperation::literalSegments));
    }

    /// Follows `$ref`s until there is something else.
    public Place resolve(Place place) {
        var at = place;
        while (at.node().has("$ref")) {
            var reference = at.node().path("$ref").asText();
            if (!reference.startsWith("#/")) {
                throw new IllegalStateException("The contract refers to something outside of itself: " + reference);
            }
            var target = new Place(reference.substring(1), document.at(reference.substring(1)));
            if (target.node().isMissingNode()) {
                throw new IllegalStateException("The contract refers to nothing: " + reference);
            }
            at = target;
        }
        return at;
    }

    /// What is wrong with a JSON text by the schema at a place; one line each.
    List<String> violations(Place schema, String json) {
        // What a reference leads to is compiled once, however many lead there.
        return compiled
                .computeIfAbsent(
                        resolve(schema).pointer(),
                        pointer -> schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer)))
                .validate(
                        json,
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> "body%s %s, by #%s"
                        .formatted(
                                error.getInstanceLocation(),
                                error.getMessage(),
                                error.getSchemaLocation().getFragment()))
                .toList();
    }

    private List<ApiOperation> operationsOf(JsonNode openApi) {
        var found = new ArrayList<ApiOperation>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        var pointer = "/paths/" + escaped(path.getKey());
                        var parameters = new ArrayList<Place>();
                        addParameters(new Place(pointer, path.getValue()), parameters);
                        var operation = new Place(pointer + "/" + entry.getKey(), entry.getValue());
                        addParameters(operation, parameters);
                        found.add(new ApiOperation(
                                this,
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation,
                                List.copyOf(parameters)));
                    }
                }));
        return List.copyOf(found);
    }

    private static void addParameters(Place owner, List<Place> into) {
        var parameters = owner.child("parameters");
        for (var i = 0; i < parameters.node().size(); i++) {
            into.add(new Place(parameters.pointer() + "/" + i, parameters.node().get(i)));
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// A node of the document and its JSON pointer, by which a schema is found and a message says where it stands.
    public record Place(String pointer, JsonNode node) {

        public Place child(String name) {
            return new Place(pointer + "/" + escaped(name), node.path(name));
        }

        public boolean exists() {
            return !node.isMissingNode();
        }

        public String text() {
            return node.asText();
        }
    }
}
