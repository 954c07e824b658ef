package dev.boxoffice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Prints the figures as a table and writes them as a page.
final class BenchReport {

    private final List<BenchFigure> figures = new ArrayList<>();
    private final PrintStream out;

    BenchReport(PrintStream out) {
        this.out = out;
    }

    void add(BenchFigure figure) {
        figures.add(figure);
        out.printf(
                "%-4s %-58s %-38s %-38s %-34s %s%n",
                figure.row(),
                figure.what(),
                figure.seen(),
                figure.baseline(),
                figure.target(),
                figure.met() ? "met" : "MISSED");
    }

    void header(String machine) {
        out.printf("%s, %s%n", Instant.now(), machine);
        out.printf("%-4s %-58s %-38s %-38s %-34s%n", "row", "what", "seen", "baseline of this run", "target");
    }

    boolean allMet() {
        return figures.stream().allMatch(BenchFigure::met);
    }

    void writeHtml(Path file) throws IOException {
        var rows = new StringBuilder();
        for (var figure : figures) {
            rows.append("<tr class=\"").append(figure.met() ? "met" : "missed").append("\">");
            for (var cell : List.of(
                    figure.row(),
                    figure.what(),
                    figure.seen(),
                    figure.baseline(),
                    figure.target(),
                    figure.met() ? "met" : "missed")) {
                rows.append("<td>").append(escape(cell)).append("</td>");
            }
            rows.append("</tr>\n");
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Boxoffice figures</title>
                <style>body{font:16px/1.5 system-ui;margin:2rem;color-scheme:light dark}td,th{padding:.3rem .8rem;text-align:left;
                border-bottom:1px solid #8886}.missed td:last-child{color:#c33;font-weight:bold}</style>
                <h1>Boxoffice figures</h1><p>Taken %s. Each figure stands beside its baseline from the same run.</p>
                <table><thead><tr><th>Row<th>What<th>Seen<th>Baseline<th>Target<th></tr></thead><tbody>
                %s</tbody></table></html>
                """.formatted(Instant.now(), rows));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
