package dev.boxoffice.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints the figures as a table, and writes them as a page with pictures and as rows for docs/performance.md.
public final class BenchReport {

    private final String machine;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<BenchFigure> figures = new ArrayList<>();
    private final List<BenchChart> charts = new ArrayList<>();
    private final PrintStream out;

    public BenchReport(String machine, PrintStream out) {
        this.machine = machine;
        this.out = out;
        out.printf("%s, %s%n", began, machine);
        out.printf("%-4s %-58s %-38s %-38s %-34s%n", "row", "what", "seen", "baseline of this run", "target");
    }

    public void add(BenchFigure figure) {
        figures.add(figure);
        out.printf("%-4s %-58s %-38s %-38s %-34s %s%n", cells(figure).toArray());
    }

    public void add(BenchChart chart) {
        charts.add(chart);
    }

    public boolean allMet() {
        return figures.stream().allMatch(BenchFigure::met);
    }

    private static List<String> cells(BenchFigure figure) {
        return List.of(
                figure.row(),
                figure.what(),
                figure.seen(),
                figure.baseline(),
                figure.target(),
                figure.met() ? "met" : "MISSED");
    }

    /// `figures.html` and `figures.md`, as far as the run has come.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath());
        Files.writeString(folder.resolve("figures.md"), markdown());
        Files.writeString(folder.resolve("figures.html"), html());
    }

    private String markdown() {
        var rows = figures.stream()
                .map(figure -> cells(figure).stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |")));
        return Stream.concat(
                        Stream.of(
                                began + ", " + machine,
                                "",
                                "| row | what | seen | baseline of the run | target | |",
                                "|---|---|---|---|---|---|"),
                        rows)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String html() {
        var rows = figures.stream()
                .map(figure -> cells(figure).stream()
                        .map(cell -> "<td>" + escape(cell) + "</td>")
                        .collect(Collectors.joining(
                                "", "<tr class=\"" + (figure.met() ? "met" : "missed") + "\">", "</tr>\n")))
                .collect(Collectors.joining());
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Boxoffice figures</title>
                <style>body{font:16px/1.5 system-ui;margin:2rem;color-scheme:light dark}td,th{padding:.3rem .8rem;text-align:left;
                border-bottom:1px solid #8886}.missed td:last-child{color:#c33;font-weight:bold}figure{margin:2rem 0}
                figcaption{font-weight:bold}svg text{font:12px system-ui;fill:currentColor}.grid{stroke:#8886}</style>
                <h1>Boxoffice figures</h1><p>Taken from %s on, %s. Each figure stands beside its baseline from the same run.</p>
                <table><thead><tr><th>Row<th>What<th>Seen<th>Baseline<th>Target<th></tr></thead><tbody>
                %s</tbody></table>
                %s</html>
                """.formatted(
                        began,
                        escape(machine),
                        rows,
                        charts.stream().map(BenchChart::svg).collect(Collectors.joining()));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
