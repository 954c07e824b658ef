package dev.boxoffice.platform.input;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;

/// Where in a body something stands, as its writer would say it: `tickets[0].priceType`.
public final class FieldPath {
    private FieldPath() {}

    public static String of(List<JacksonException.Reference> steps) {
        var path = new StringBuilder();
        for (var step : steps) {
            add(path, step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName());
        }
        return path.toString();
    }

    /// An unknown member. Where the object is built from its members at once, as a record is, the unknown
    /// ones are read from a buffer afterwards, which does not know where it stands: the body's own parser,
    /// at the next member or at the object's end, does.
    ///
    /// @param json stands at the member's value
    /// @param name of the member
    public static String of(DeserializationContext reading, JsonParser json, String name) {
        var body = reading.getParser();
        var around = json == body ? aroundValue(json) : aroundObject(body);
        var path = new StringBuilder(of(around.pathAsPointer()));
        add(path, name);
        return path.toString();
    }

    /// An object or a list has been entered already.
    private static TokenStreamContext aroundValue(JsonParser json) {
        var at = json.streamReadContext();
        return (json.currentToken().isStructStart() ? at.getParent() : at).getParent();
    }

    /// At its end the object has been left already.
    private static TokenStreamContext aroundObject(JsonParser json) {
        var at = json.streamReadContext();
        return json.hasToken(JsonToken.END_OBJECT) ? at : at.getParent();
    }

    /// `/tickets/0/priceType` reads `tickets[0].priceType`.
    private static String of(JsonPointer pointer) {
        var path = new StringBuilder();
        for (var step = pointer; step != null && !step.matches(); step = step.tail()) {
            add(path, step.mayMatchElement() ? "[" + step.getMatchingIndex() + "]" : step.getMatchingProperty());
        }
        return path.toString();
    }

    private static void add(StringBuilder path, String step) {
        path.append(path.isEmpty() || step.startsWith("[") ? "" : ".").append(step);
    }
}
