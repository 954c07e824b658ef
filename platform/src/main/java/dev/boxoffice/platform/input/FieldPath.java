package dev.boxoffice.platform.input;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

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

    /// Where the reader stands: at a member's value, whatever that is.
    public static String of(JsonParser json) {
        var context = json.streamReadContext();
        var isInside = json.hasToken(JsonToken.START_ARRAY) || json.hasToken(JsonToken.START_OBJECT);
        var outer = isInside ? context.getParent() : context;
        return of((outer == null ? context : outer).pathAsPointer());
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
