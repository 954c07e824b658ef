package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.ticket.FontSet.Glyphs;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.text.Bidi;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text of any script, shaped, in reading order, broken into lines that fit.
///
/// @param size in points
record TextBlock(List<Line> lines, float size) {

    /// @param layout how it is drawn
    /// @param pieces left to right, where each character is one glyph; empty where shaping or order matters
    record Line(String text, TextLayout layout, List<Glyphs> pieces) {}

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final float LINE_HEIGHT = 1.25f;
    private static final Locale THAI = Locale.of("th");

    /// As large as it fits.
    ///
    /// @param size the largest
    /// @param height of all lines together
    static TextBlock fit(String text, float size, float width, float height) {
        var pieces = pieces(text);
        var block = wrap(pieces, size, width);
        while (block.height() > height && block.size() > 1) {
            block = wrap(pieces, block.size() - 0.5f, width);
        }
        return block;
    }

    float height() {
        return lines.size() * lineHeight();
    }

    float lineHeight() {
        return size * LINE_HEIGHT;
    }

    private static TextBlock wrap(List<Glyphs> pieces, float size, float width) {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        if (text.isEmpty()) {
            return new TextBlock(List.of(), size);
        }
        var attributed = new AttributedString(text.toString());
        var at = 0;
        for (var piece : pieces) {
            var end = at + piece.text().length();
            attributed.addAttribute(
                    TextAttribute.FONT, FontSet.font(piece.file()).deriveFont(size), at, end);
            at = end;
        }
        var measurer = new LineBreakMeasurer(attributed.getIterator(), breaks(text), EXACT);
        var lines = new ArrayList<Line>();
        while (measurer.getPosition() < text.length()) {
            var start = measurer.getPosition();
            var layout = measurer.nextLayout(width);
            var end = measurer.getPosition();
            var line = text.substring(start, end);
            lines.add(new Line(line, layout, isPlain(line) ? cut(pieces, start, end) : List.of()));
        }
        return new TextBlock(List.copyOf(lines), size);
    }

    private static BreakIterator breaks(CharSequence text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.THAI)
                ? BreakIterator.getLineInstance(THAI)
                : BreakIterator.getLineInstance(Locale.ROOT);
    }

    /// Neighbours in one font are one piece.
    private static List<Glyphs> pieces(String text) {
        var clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> !Character.isISOControl(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(clean);
        var pieces = new ArrayList<Glyphs>();
        var start = clusters.first();
        for (var end = clusters.next(); end != BreakIterator.DONE; start = end, end = clusters.next()) {
            var next = FontSet.find(clean.substring(start, end));
            if (!pieces.isEmpty() && pieces.getLast().file().equals(next.file())) {
                next = new Glyphs(pieces.removeLast().text() + next.text(), next.file());
            }
            pieces.add(next);
        }
        return pieces;
    }

    private static List<Glyphs> cut(List<Glyphs> pieces, int start, int end) {
        var cut = new ArrayList<Glyphs>();
        var at = 0;
        for (var piece : pieces) {
            var from = Math.max(start, at) - at;
            var to = Math.min(end, at + piece.text().length()) - at;
            if (from < to) {
                cut.add(new Glyphs(piece.text().substring(from, to), piece.file()));
            }
            at += piece.text().length();
        }
        return List.copyOf(cut);
    }

    private static boolean isPlain(String line) {
        return !Bidi.requiresBidi(line.toCharArray(), 0, line.length())
                && line.codePoints().allMatch(TextBlock::isPlain);
    }

    private static boolean isPlain(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case LATIN, GREEK, CYRILLIC, GEORGIAN, ARMENIAN, HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            case COMMON -> !Character.isEmoji(character) || character < 0x80;
            default -> false;
        };
    }
}
