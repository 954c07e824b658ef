package dev.boxoffice.event.input;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an edit has changed, field by field, as whoever made it writes them.
public final class FieldChanges {

    record Change(@Nullable JsonNode before, @Nullable JsonNode after) {}

    private final JsonMapper json;

    public FieldChanges(JsonMapper json) {
        this.json = json;
    }

    /// @param before null for what was not there
    /// @param after null for what is gone
    public Map<String, ?> between(@Nullable Object before, @Nullable Object after) {
        var old = document(before);
        var now = document(after);
        var changes = new LinkedHashMap<String, Change>();
        for (var field : now.properties()) {
            var was = old.get(field.getKey());
            if (!field.getValue().equals(was)) {
                changes.put(field.getKey(), new Change(was, field.getValue()));
            }
        }
        for (var field : old.properties()) {
            if (!now.has(field.getKey())) {
                changes.put(field.getKey(), new Change(field.getValue(), null));
            }
        }
        return changes;
    }

    private JsonNode document(@Nullable Object written) {
        return written == null ? json.createObjectNode() : json.valueToTree(written);
    }
}
