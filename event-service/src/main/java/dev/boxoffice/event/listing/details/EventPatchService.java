package dev.boxoffice.event.listing.details;

import dev.boxoffice.platform.input.StrictJson;
import dev.boxoffice.platform.input.UnreadableJson;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.ProblemException;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Applies a JSON merge patch (RFC 7396) to an event and checks what comes of it as strictly as a new event.
@Service
public class EventPatchService {

    private static final Set<String> EDITABLE = Arrays.stream(EventRequest.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonMapper json;
    private final Validator validator;

    EventPatchService(JsonMapper json, Validator validator) {
        this.json = StrictJson.mapper(json);
        this.validator = validator;
    }

    /// @throws ProblemException 422 naming every field that is wrong
    public EventDetails apply(EventDetails details, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw FieldErrors.single("body", "must be a JSON object");
        }
        var errors = FieldErrors.collect();
        changes.propertyNames().stream()
                .filter(name -> !EDITABLE.contains(name))
                .forEach(name -> errors.reject(name, "cannot be edited"));
        errors.throwIfAny();
        var document = (ObjectNode) json.valueToTree(EventRequest.of(details));
        // Whether a date is known follows from the date, where the patch does not say it.
        if (changes.has("startsAt") && !changes.has("dateTba")) {
            document.remove("dateTba");
        }
        merge(document, changes);
        var input = read(document);
        validator
                .validate(input)
                .forEach(violation -> errors.reject(
                        violation.getPropertyPath().toString().replaceAll("\\.?<[a-z ]+>", ""),
                        violation.getMessage()));
        errors.throwIfAny();
        return input.toDetails();
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var change : patch.properties()) {
            var name = change.getKey();
            if (change.getValue().isNull()) {
                target.remove(name);
            } else if (change.getValue() instanceof ObjectNode members) {
                merge(target.get(name) instanceof ObjectNode inner ? inner : target.putObject(name), members);
            } else {
                target.set(name, change.getValue());
            }
        }
    }

    private EventRequest read(ObjectNode document) {
        try {
            return json.treeToValue(document, EventRequest.class);
        } catch (JacksonException wrongField) {
            throw UnreadableJson.problem(wrongField).toException();
        }
    }
}
