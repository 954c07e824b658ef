package dev.boxoffice.event.discovery;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Text out of a foreign file, made fit to store: no control characters, no more than fits, null where there is
/// none.
final class ImportedText {

    private static final int ONE_LINE = 200;

    private ImportedText() {}

    static @Nullable String oneLine(JsonNode node) {
        return bounded(orEmpty(node).replaceAll("\\s+", " ").replaceAll("\\p{Cc}", ""), ONE_LINE);
    }

    static @Nullable String paragraph(JsonNode node, int max) {
        return bounded(orEmpty(node).replaceAll("[\\p{Cc}&&[^\\n\\t]]", ""), max);
    }

    static String orEmpty(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    private static @Nullable String bounded(String text, int max) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        return stripped.length() <= max ? stripped : stripped.substring(0, max);
    }
}
