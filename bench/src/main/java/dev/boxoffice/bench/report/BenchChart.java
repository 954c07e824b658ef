package dev.boxoffice.bench.report;

import dev.boxoffice.bench.load.LoadRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A picture of figures that were taken one after the other, drawn as SVG: no script and no font of anybody else's.
///
/// @param unit what is counted upwards
/// @param steps what is told along the bottom, one word for each point
public record BenchChart(String title, String unit, List<String> steps, List<Line> lines) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;
    private static final int RIGHT = 220;
    private static final int GRID_LINES = 4;
    private static final int MOST_WORDS = 13;
    private static final int LEGEND_LINE = 20;
    private static final List<String> COLOURS =
            List.of("#2f7ed8", "#d9822b", "#3aa76d", "#c0392b", "#8e5bd0", "#7a7a7a", "#13a1a1", "#b08900");

    /// @param values one for each step; fewer where it ended earlier
    public record Line(String name, List<Double> values) {}

    /// So many in each second.
    public static BenchChart bySecond(String title, String unit, List<Line> lines) {
        var longest =
                lines.stream().mapToInt(line -> line.values().size()).max().orElse(0);
        return new BenchChart(
                title,
                unit,
                IntStream.rangeClosed(1, longest)
                        .mapToObj(second -> second + " s")
                        .toList(),
                lines);
    }

    /// How long so many per cent took at most.
    public static BenchChart ofLatencies(String title, List<Line> lines) {
        return new BenchChart(
                title,
                "ms",
                LoadRun.PERCENTILES.stream()
                        .map(percentile -> String.format(Locale.ROOT, "%.3g %%", percentile))
                        .toList(),
                lines);
    }

    String svg() {
        var svg = new StringBuilder("""
                <figure><figcaption>%1$s</figcaption>
                <svg viewBox="0 0 %2$d %3$d" width="%2$d" height="%3$d" role="img" aria-label="%1$s">
                """.formatted(BenchReport.escape(title), WIDTH, HEIGHT));
        var top = roundUp(lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        for (var line = 0; line <= GRID_LINES; line++) {
            var value = top * line / GRID_LINES;
            svg.append(text(LEFT - 6, y(value, top) + 4, "end", number(value) + " " + unit))
                    .append(String.format(
                            Locale.ROOT,
                            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" class=\"grid\"/>%n",
                            LEFT,
                            y(value, top),
                            WIDTH - RIGHT,
                            y(value, top)));
        }
        var every = Math.max(1, (steps.size() + MOST_WORDS - 1) / MOST_WORDS);
        for (var step = 0; step < steps.size(); step += every) {
            svg.append(text(x(step), HEIGHT - BOTTOM + 18.0, "middle", steps.get(step)));
        }
        for (var line = 0; line < lines.size(); line++) {
            svg.append(drawn(lines.get(line), COLOURS.get(line % COLOURS.size()), top))
                    .append(text(
                            WIDTH - RIGHT + 28.0,
                            TOP + 12.0 + line * LEGEND_LINE,
                            "start",
                            lines.get(line).name()))
                    .append(String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"3\" fill=\"%s\"/>%n",
                            WIDTH - RIGHT + 10,
                            TOP + 7 + line * LEGEND_LINE,
                            COLOURS.get(line % COLOURS.size())));
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private String drawn(Line line, String colour, double top) {
        var points = new ArrayList<String>();
        for (var step = 0; step < line.values().size(); step++) {
            points.add(String.format(
                    Locale.ROOT, "%.1f,%.1f", x(step), y(line.values().get(step), top)));
        }
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n"
                .formatted(colour, points.stream().collect(Collectors.joining(" ")));
    }

    private double x(int step) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (steps.size() < 2 ? 0.5 : step / (steps.size() - 1.0));
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                BenchReport.escape(words));
    }

    /// The next 1, 2 or 5 times a power of ten.
    private static double roundUp(double value) {
        if (!(value > 0)) {
            return 1;
        }
        var power = Math.pow(10, Math.floor(Math.log10(value)));
        for (var factor : List.of(1, 2, 5, 10)) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return value;
    }

    private static String number(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2g", value);
    }
}
