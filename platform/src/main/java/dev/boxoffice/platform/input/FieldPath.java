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

    /// The member that is being read. A reader may stand within its value already, so what ends in an index is cut.
    public static String of(JsonParser json) {
        var path = of(json.streamReadContext().pathAsPointer());
        while (path.endsWith("]")) {
            path = path.substring(0, path.lastIndexOf('['));
        }
        return path;
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
