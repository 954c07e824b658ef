package dev.boxoffice.booking.ticket;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Writes text of any script as far as there are fonts for it: each character in the first font that has it.
final class FallbackFont {

    /// @param size in points; made smaller where the text would not fit the width
    record Line(float x, float y, float size, float width) {}

    private record Run(PDFont font, String text) {}

    /// Liberation Sans, which PDFBox brings (SIL Open Font License): Latin, Greek, Cyrillic.
    private static final String BUILT_IN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final String NO_GLYPH = "\u25A1";
    private static final float SMALLEST = 6;

    private final List<PDFont> fonts = new ArrayList<>();
    private final PDDocument document;
    private final Iterator<Path> unread;

    /// @param more files that are read only when a character needs them; a Chinese font has megabytes
    FallbackFont(PDDocument document, List<Path> more) throws IOException {
        this.document = document;
        this.unread = more.iterator();
        try (var builtIn = PDDocument.class.getResourceAsStream(BUILT_IN)) {
            fonts.add(PDType0Font.load(document, Objects.requireNonNull(builtIn, BUILT_IN)));
        }
    }

    void write(PDPageContentStream content, String text, Line line) throws IOException {
        var runs = runs(text);
        var size = line.size();
        while (size > SMALLEST && width(runs) * size / 1000 > line.width()) {
            size -= 0.5f;
        }
        content.beginText();
        content.newLineAtOffset(line.x(), line.y());
        for (var run : runs) {
            content.setFont(run.font(), size);
            content.showText(run.text());
        }
        content.endText();
    }

    private static float width(List<Run> runs) throws IOException {
        var width = 0f;
        for (var run : runs) {
            width += run.font().getStringWidth(run.text());
        }
        return width;
    }

    private List<Run> runs(String text) throws IOException {
        var runs = new ArrayList<Run>();
        for (var character : Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> !Character.isISOControl(character))
                .toArray()) {
            var next = runOf(character);
            if (!runs.isEmpty() && runs.getLast().font().equals(next.font())) {
                next = new Run(next.font(), runs.removeLast().text() + next.text());
            }
            runs.add(next);
        }
        return runs;
    }

    private Run runOf(int character) throws IOException {
        var text = Character.toString(character);
        for (var font : fonts) {
            if (canWrite(font, text)) {
                return new Run(font, text);
            }
        }
        while (unread.hasNext()) {
            var font = PDType0Font.load(document, unread.next().toFile());
            fonts.add(font);
            if (canWrite(font, text)) {
                return new Run(font, text);
            }
        }
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        var fallback = !plain.isEmpty() && canWrite(fonts.getFirst(), plain) ? plain : NO_GLYPH;
        return new Run(fonts.getFirst(), fallback);
    }

    private static boolean canWrite(PDFont font, String text) {
        try {
            font.encode(text);
            return true;
        } catch (IOException | IllegalArgumentException noGlyph) {
            return false;
        }
    }
}
