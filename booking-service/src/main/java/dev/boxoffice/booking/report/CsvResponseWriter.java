package dev.boxoffice.booking.report;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Answers with a table while it is being read, so that it is never in memory as a whole.
final class CsvResponseWriter {

    static final String TYPE = "text/csv";

    private CsvResponseWriter() {}

    /// @param name of the file, without its ending
    /// @param rows writes them all; what it throws breaks the answer off, so that nobody takes a part for the whole
    static void write(HttpServletResponse response, String name, Consumer<CsvWriter> rows) throws IOException {
        response.setContentType(TYPE + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        rows.accept(new CsvWriter(out));
        out.flush();
    }
}
