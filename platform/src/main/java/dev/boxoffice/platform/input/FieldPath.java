package dev.boxoffice.platform.input;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;

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

    /// An unknown member. Where the object is built from its members at once, as a record is, the unknown ones
    /// are read from a buffer that hangs below the member read last.
    ///
    /// @param json stands at the member's value
    /// @param name of the member
    public static String of(JsonParser json, String name) {
        var at = json.streamReadContext().pathAsPointer();
        var buffered = at.last() != null && !name.equals(at.last().getMatchingProperty());
        var object = buffered ? at.head().head() : at.head();
        var path = new StringBuilder(object == null ? "" : of(object));
        add(path, name);
        return path.toString();
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
