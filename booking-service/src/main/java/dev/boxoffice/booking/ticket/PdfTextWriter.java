package dev.boxoffice.booking.ticket;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Writes text into a document: as text where each character is a glyph, else as its outlines, which say what
/// they read (`ActualText`) to whoever copies or listens.
final class PdfTextWriter {

    private static final COSName SPAN = COSName.getPDFName("Span");
    private static final COSName ACTUAL_TEXT = COSName.getPDFName("ActualText");

    /// A thread's own, for its next documents, too: parsing them took half of the time of a ticket.
    private static final ThreadLocal<Map<String, TrueTypeFont>> PARSED = ThreadLocal.withInitial(HashMap::new);

    private final PDDocument document;
    private final Map<String, PDFont> fonts = new HashMap<>();

    PdfTextWriter(PDDocument document) {
        this.document = document;
    }

    /// @param top where the first line begins
    /// @return where the last line ends
    float write(PDPageContentStream content, TextBlock block, float left, float width, float top) throws IOException {
        var y = top;
        for (var line : block.lines()) {
            var baseline = y - block.size();
            var x = line.layout().isLeftToRight()
                    ? left
                    : left + width - line.layout().getVisibleAdvance();
            if (line.pieces().isEmpty()) {
                drawOutlines(content, line, x, baseline);
            } else {
                show(content, line, block.size(), x, baseline);
            }
            y -= block.lineHeight();
        }
        return y;
    }

    private void show(PDPageContentStream content, TextBlock.Line line, float size, float x, float y)
            throws IOException {
        content.beginText();
        content.newLineAtOffset(x, y);
        for (var piece : line.pieces()) {
            content.setFont(embedded(piece.file()), size);
            content.showText(piece.text());
        }
        content.endText();
    }

    private PDFont embedded(String file) throws IOException {
        var font = fonts.get(file);
        if (font == null) {
            font = PDType0Font.load(document, PARSED.get().computeIfAbsent(file, PdfTextWriter::parse), true);
            fonts.put(file, font);
        }
        return font;
    }

    /// Without ligatures: each character is a glyph here, and PDFBox would look for them in every word.
    private static TrueTypeFont parse(String file) {
        try (var stream = FontSet.open(file)) {
            var font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(stream));
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drawOutlines(PDPageContentStream content, TextBlock.Line line, float x, float y)
            throws IOException {
        var reading = new COSDictionary();
        reading.setString(ACTUAL_TEXT, line.text());
        content.beginMarkedContent(SPAN, PDPropertyList.create(reading));
        var upright = AffineTransform.getTranslateInstance(x, y);
        upright.scale(1, -1);
        var path = line.layout().getOutline(upright).getPathIterator(null);
        var drawn = false;
        var to = new float[6];
        var at = new float[2];
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(to)) {
                case PathIterator.SEG_MOVETO -> {
                    content.moveTo(to[0], to[1]);
                    drawn = true;
                }
                case PathIterator.SEG_LINETO -> content.lineTo(to[0], to[1]);
                case PathIterator.SEG_QUADTO -> {
                    curveTo(content, at, to);
                    to[0] = to[2];
                    to[1] = to[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    content.curveTo(to[0], to[1], to[2], to[3], to[4], to[5]);
                    to[0] = to[4];
                    to[1] = to[5];
                }
                default -> content.closePath();
            }
            at[0] = to[0];
            at[1] = to[1];
        }
        if (drawn) {
            content.fill();
        }
        content.endMarkedContent();
    }

    /// PDF has cubic curves alone.
    private static void curveTo(PDPageContentStream content, float[] from, float[] quadratic) throws IOException {
        var controlX = quadratic[0];
        var controlY = quadratic[1];
        var x = quadratic[2];
        var y = quadratic[3];
        content.curveTo(
                from[0] + (controlX - from[0]) * 2 / 3,
                from[1] + (controlY - from[1]) * 2 / 3,
                x + (controlX - x) * 2 / 3,
                y + (controlY - y) * 2 / 3,
                x,
                y);
    }
}
