package dev.boxoffice.event.input;

import dev.boxoffice.platform.input.StrictJson;
import dev.boxoffice.platform.input.UnreadableJson;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.ProblemException;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Applies JSON merge patches (RFC 7396) to what organisers write, and checks what comes of it as strictly
/// as if it were new.
@Service
public class MergePatchService {

    /// Whose something is stays, whoever edits it.
    private static final String OWNER = "organizationId";

    /// @param changes what is other than before, field by field
    public record Patched<T>(T written, Map<String, ?> changes) {}

    private final JsonMapper json;
    private final FieldChanges changes;
    private final Validator validator;

    MergePatchService(JsonMapper json, Validator validator) {
        this.json = StrictJson.mapper(json);
        this.changes = new FieldChanges(json);
        this.validator = validator;
    }

    /// @param written as its organiser would write it now
    /// @throws ProblemException 422 naming every field that is wrong
    public <T extends Record> Patched<T> apply(T written, JsonNode patch) {
        @SuppressWarnings("unchecked") // nothing extends a record
        var type = (Class<T>) written.getClass();
        if (!(patch instanceof ObjectNode wanted)) {
            throw FieldErrors.single("body", "must be a JSON object");
        }
        var errors = FieldErrors.collect();
        var editable = editableFields(type);
        wanted.propertyNames().stream()
                .filter(name -> !editable.contains(name))
                .forEach(name -> errors.reject(name, "cannot be edited"));
        errors.throwIfAny();
        var document = (ObjectNode) json.valueToTree(written);
        merge(document, wanted);
        var input = read(document, type);
        validator
                .validate(input)
                .forEach(violation -> errors.reject(
                        violation.getPropertyPath().toString().replaceAll("\\.?<[a-z ]+>", ""),
                        violation.getMessage()));
        errors.throwIfAny();
        return new Patched<>(input, changes.between(written, input));
    }

    private static Set<String> editableFields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals(OWNER))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What is to go is null for a while, which reads like absent: so a member that does not exist is refused
    /// also where it is only to go.
    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var change : patch.properties()) {
            var name = change.getKey();
            if (change.getValue() instanceof ObjectNode members) {
                merge(target.get(name) instanceof ObjectNode inner ? inner : target.putObject(name), members);
            } else {
                target.set(name, change.getValue());
            }
        }
    }

    private <T> T read(ObjectNode document, Class<T> type) {
        try {
            return json.treeToValue(document, type);
        } catch (JacksonException wrongField) {
            throw UnreadableJson.problem(wrongField).toException();
        }
    }
}
