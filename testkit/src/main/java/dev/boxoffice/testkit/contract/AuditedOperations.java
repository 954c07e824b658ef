package dev.boxoffice.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.boxoffice.testkit.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `contracts/audit.yaml`: which operations of the contract the audit tells of.
public final class AuditedOperations {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final JsonNode told;
    private final JsonNode others;

    private AuditedOperations(JsonNode document) {
        this.told = document.path("told");
        this.others = document.path("not-told");
    }

    /// As they are checked in.
    public static AuditedOperations read() {
        try {
            return new AuditedOperations(new ObjectMapper(new YAMLFactory())
                    .readTree(Files.readString(ProjectRoot.path().resolve("contracts/audit.yaml"))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What is wrong with it: operations that change something and stand nowhere or twice, that are there no
    /// more, that are not told for no reason.
    public Set<String> differences() {
        var wrong = new TreeSet<String>();
        var changing = new TreeSet<String>();
        for (var operation : ApiContract.shared().operations()) {
            if (!READING.contains(operation.method())) {
                changing.add(operation.id());
            }
        }
        for (var id : changing) {
            if (told.has(id) == others.has(id)) {
                wrong.add(id + (told.has(id) ? " is told and not told" : " changes something: told, or why not?"));
            } else if (told.path(id).isEmpty() && others.path(id).asText("").isBlank()) {
                wrong.add(id + " names neither an action nor a reason");
            }
        }
        List.of(told, others)
                .forEach(list -> list.fieldNames().forEachRemaining(id -> {
                    if (!changing.contains(id)) {
                        wrong.add(id + " is no operation that changes something");
                    }
                }));
        return wrong;
    }

    /// The operations of a service that are told.
    public List<ApiOperation> toldOf(String service) {
        return ApiContract.shared().operations().stream()
                .filter(operation -> operation.service().equals(service) && told.has(operation.id()))
                .toList();
    }

    /// By which actions an operation is told.
    public Set<String> actions(ApiOperation operation) {
        var actions = new TreeSet<String>();
        told.path(operation.id()).forEach(action -> actions.add(action.asText()));
        return actions;
    }

    /// All actions that there are.
    public Set<String> actions() {
        var actions = new TreeSet<String>();
        told.forEach(list -> list.forEach(action -> actions.add(action.asText())));
        return actions;
    }
}
