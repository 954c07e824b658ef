package dev.boxoffice.event.listing.details;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an edit has changed of an event, field by field, as an organiser writes them.
public final class EventChanges {

    record Change(@Nullable JsonNode before, @Nullable JsonNode after) {}

    private final JsonMapper json;

    public EventChanges(JsonMapper json) {
        this.json = json;
    }

    /// @param before null for what was not there
    public Map<String, ?> between(@Nullable EventDetails before, EventDetails after) {
        var old = before == null ? json.createObjectNode() : json.valueToTree(EventRequest.of(before));
        JsonNode now = json.valueToTree(EventRequest.of(after));
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
}
