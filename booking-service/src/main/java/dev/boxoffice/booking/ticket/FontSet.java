package dev.boxoffice.booking.ticket;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The fonts that are printed with. They come with the service, so that a ticket looks the same on every machine; a
/// font is read when the first character needs it.
final class FontSet {

    /// Liberation Sans, which PDFBox brings: Latin with Vietnamese, Greek, Cyrillic.
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final List<String> FILES = List.of(
            LATIN,
            "/fonts/NotoSansArabic-Regular.ttf",
            "/fonts/NotoSansHebrew-Regular.ttf",
            "/fonts/NotoSansThai-Regular.ttf",
            "/fonts/NotoSansDevanagari-Regular.ttf",
            "/fonts/NotoSansBengali-Regular.ttf",
            "/fonts/NotoSansTamil-Regular.ttf",
            "/fonts/NotoSansGeorgian-Regular.ttf",
            "/fonts/NotoSansArmenian-Regular.ttf",
            "/fonts/NotoEmoji-Regular.ttf",
            "/fonts/DroidSansFallbackFull.ttf",
            "/fonts/NanumGothic-Regular.ttf");

    private static final String NO_GLYPH = "\u25A1";
    private static final int VARIATION_SELECTORS = 0xFE00;
    private static final int LAST_VARIATION_SELECTOR = 0xFE0F;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final Map<String, Font> FONTS = new ConcurrentHashMap<>();

    static {
        configure();
    }

    /// A piece of text and the file of the font that has it.
    record Glyphs(String text, String file) {}

    private FontSet() {}

    /// @param cluster what a reader takes for one character
    /// @return the cluster, or what stands for it where no font has it
    static Glyphs find(String cluster) {
        for (var file : FILES) {
            if (has(font(file), cluster)) {
                return new Glyphs(cluster, file);
            }
        }
        var plain = Normalizer.normalize(cluster, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return new Glyphs(!plain.isEmpty() && has(font(LATIN), plain) ? plain : NO_GLYPH, LATIN);
    }

    static Font font(String file) {
        return FONTS.computeIfAbsent(file, FontSet::load);
    }

    /// The file itself, to be embedded in a document.
    static InputStream open(String file) {
        var stream = PDDocument.class.getResourceAsStream(file);
        if (stream == null) {
            stream = FontSet.class.getResourceAsStream(file);
        }
        if (stream == null) {
            throw new IllegalStateException("no font " + file);
        }
        return new BufferedInputStream(stream);
    }

    private static Font load(String file) {
        try (var stream = open(file)) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static boolean has(Font font, String cluster) {
        return cluster.codePoints()
                .filter(character -> character != ZERO_WIDTH_JOINER
                        && (character < VARIATION_SELECTORS || character > LAST_VARIATION_SELECTOR))
                .allMatch(font::canDisplay);
    }

    /// Java asks the system's fontconfig for its logical fonts before it lays out any text, and fails where a
    /// bare image has none. Nothing here uses them: an empty table will do.
    private static void configure() {
        if (System.getProperty("sun.awt.fontconfig") != null) {
            return;
        }
        try {
            var file = Files.createTempFile("boxoffice-fonts", ".properties");
            file.toFile().deleteOnExit();
            Files.writeString(file, "version=1\nsequence.allfonts=latin-1\nallfonts.latin-1=none\n");
            System.setProperty("sun.awt.fontconfig", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
