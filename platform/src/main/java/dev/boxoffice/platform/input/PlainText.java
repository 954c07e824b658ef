package dev.boxoffice.platform.input;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// Text as we take it from outside: well-formed, without control characters, in one spelling.
///
/// Accepted text is in Unicode normalisation form C and has neither white space nor invisible marks around it, as a
/// scanner or a copy from a web page may leave them. Line breaks and tabs may stand within. Refused are control
/// characters, halves of surrogate pairs, code points that are no characters, and marks that override the direction
/// of what follows (which make one text look like another).
public final class PlainText {
    private static final Pattern LEAVES_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private PlainText() {}

    /// The accepted form of a text in which [#fault] finds nothing.
    public static String of(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var from = 0;
        while (from < composed.length() && standsAround(composed.codePointAt(from))) {
            from += Character.charCount(composed.codePointAt(from));
        }
        var to = composed.length();
        while (to > from && standsAround(composed.codePointBefore(to))) {
            to -= Character.charCount(composed.codePointBefore(to));
        }
        return composed.substring(from, to);
    }

    // No regular expression: one that looks for the end of much white space looks once for each piece of it.
    private static boolean standsAround(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT ->
                true;
            default -> codePoint >= '\t' && codePoint <= '\r';
        };
    }

    /// What is wrong with the text, as the rest of a sentence; empty where nothing is.
    public static Optional<String> fault(String text) {
        for (var at = 0; at < text.length(); ) {
            var codePoint = text.codePointAt(at);
            if (!isAllowed(codePoint)) {
                return Optional.of("must not contain the character U+%04X".formatted(codePoint));
            }
            at += Character.charCount(codePoint);
        }
        return Optional.empty();
    }

    /// Whether it stays within one line: a name that does not would go on as our own text in a mail or a table.
    public static boolean isOneLine(String text) {
        return !LEAVES_LINE.matcher(text).find();
    }

    /// The same on one line.
    public static String onOneLine(String text) {
        return LEAVES_LINE.matcher(text).replaceAll(" ").strip();
    }

    private static boolean isAllowed(int codePoint) {
        if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            case Character.FORMAT -> !isDirectionOverride(codePoint);
            default -> !isNoncharacter(codePoint);
        };
    }

    /// Embeddings, overrides and isolates ([UAX 9](https://www.unicode.org/reports/tr9/)).
    private static boolean isDirectionOverride(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
