package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.platform.input.PlainText;
import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Text out of a foreign file, made fit to store: without what [PlainText] refuses, no more than fits and
/// cut where a reader would cut it, null where there is nothing to see.
final class ImportedText {

    static final int ONE_LINE = 200;

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

    static @Nullable String bounded(String text, int max) {
        var plain = PlainText.of(withoutFaults(text));
        if (!LabelKey.of(plain).isVisible()) {
            return null;
        }
        return plain.length() <= max
                ? plain
                : plain.substring(0, lastBoundary(plain, max)).strip();
    }

    private static String withoutFaults(String text) {
        if (PlainText.fault(text).isEmpty()) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(character ->
                        PlainText.fault(Character.toString(character)).isEmpty())
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /// The last place, at most so far, that stands between what a reader takes for single characters.
    private static int lastBoundary(String text, int max) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return characters.preceding(max + 1);
    }
}
