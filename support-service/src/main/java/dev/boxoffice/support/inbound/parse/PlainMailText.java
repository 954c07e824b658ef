package dev.boxoffice.support.inbound.parse;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/// Turns what a mail carries into plain text: markup without its tags, no control characters, NFC. One pass, whatever
/// the markup.
final class PlainMailText {

    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int LONGEST_ENTITY = 10;

    private PlainMailText() {}

    static String clean(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point == '\n'
                        || point == '\t'
                        || !(Character.isISOControl(point)
                                || Character.getType(point) == Character.SURROGATE
                                || Character.getType(point) == Character.UNASSIGNED
                                // Marks that turn the direction of text hide what it says.
                                || (point >= 0x202A && point <= 0x202E)
                                || (point >= 0x2066 && point <= 0x2069)))
                .forEach(plain::appendCodePoint);
        return Normalizer.normalize(plain, Normalizer.Form.NFC).strip();
    }

    static String ofHtml(String html) {
        var text = new StringBuilder();
        var position = 0;
        while (position < html.length()) {
            var one = html.charAt(position);
            if (one == '<') {
                position = tag(html, position, text);
            } else if (one == '&') {
                position = entity(html, position, text);
            } else {
                text.append(Character.isWhitespace(one) ? ' ' : one);
                position++;
            }
        }
        return text.toString()
                .replaceAll(" {2,}", " ")
                .replaceAll(" ?\n ?", "\n")
                .replaceAll("\n{3,}", "\n\n");
    }

    /// @return the position behind the tag, and behind all that a script or a style contains
    private static int tag(String html, int start, StringBuilder text) {
        if (html.startsWith("<!--", start)) {
            return behind(html, "-->", start);
        }
        var end = html.indexOf('>', start);
        if (end < 0) {
            return html.length();
        }
        var name = new StringBuilder();
        for (var i = start + 1; i < end && name.length() < LONGEST_ENTITY; i++) {
            var one = html.charAt(i);
            if (one != '/' && !Character.isLetterOrDigit(one)) {
                break;
            }
            name.append(one);
        }
        var tag = name.toString().toLowerCase(Locale.ROOT);
        switch (tag) {
            case "script", "style", "head", "title" -> {
                return behind(html, "</" + tag, end);
            }
            case "br", "br/", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3", "/blockquote" -> text.append('\n');
            case "blockquote" -> text.append("\n> ");
            default -> {}
        }
        return end + 1;
    }

    private static int behind(String html, String what, int from) {
        var found = indexOfIgnoringCase(html, what, from);
        if (found < 0) {
            return html.length();
        }
        var end = html.indexOf('>', found);
        return end < 0 ? html.length() : end + 1;
    }

    private static int indexOfIgnoringCase(String html, String what, int from) {
        for (var i = html.indexOf(what.charAt(0), from); i >= 0; i = html.indexOf(what.charAt(0), i + 1)) {
            if (html.regionMatches(true, i, what, 0, what.length())) {
                return i;
            }
        }
        return -1;
    }

    private static int entity(String html, int start, StringBuilder text) {
        var end = html.indexOf(';', start);
        if (end < 0 || end - start > LONGEST_ENTITY) {
            text.append('&');
            return start + 1;
        }
        var name = html.substring(start + 1, end);
        var known = ENTITIES.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            text.append(known);
        } else if (name.matches("#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}")) {
            var hexadecimal = Character.toLowerCase(name.charAt(1)) == 'x';
            var point = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
            text.append(Character.isValidCodePoint(point) ? Character.toString(point) : "");
        } else {
            text.append('&').append(name).append(';');
        }
        return end + 1;
    }
}
