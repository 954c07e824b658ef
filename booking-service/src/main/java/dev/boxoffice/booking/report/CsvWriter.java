package dev.boxoffice.booking.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/// Writes a table as text ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)), a row at a time.
///
/// A text that a spreadsheet would run as a formula is written with an apostrophe before it
/// ([OWASP, CSV Injection](https://owasp.org/www-community/attacks/CSV_Injection)): buyers choose their names.
final class CsvWriter {

    private static final String STARTS_FORMULA = "=+-@\t\r";

    private final Writer out;

    CsvWriter(Writer out) {
        this.out = out;
    }

    /// @param cells numbers as they are, all else as text
    void row(@Nullable Object... cells) {
        try {
            for (var i = 0; i < cells.length; i++) {
                if (i > 0) {
                    out.write(',');
                }
                var cell = cells[i];
                if (cell instanceof Number) {
                    out.write(cell.toString());
                } else if (cell != null) {
                    out.write(text(cell.toString()));
                }
            }
            out.write("\r\n");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static String text(String cell) {
        var safe = !cell.isEmpty() && STARTS_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        var isPlain =
                safe.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return isPlain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
