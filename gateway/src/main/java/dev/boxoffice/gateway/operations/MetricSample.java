package dev.boxoffice.gateway.operations;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of what a service tells Prometheus.
/// <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>
///
/// @param labels as they are written, `outcome="Held",service="booking"`
record MetricSample(String name, String labels, double value) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");

    static List<MetricSample> read(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new MetricSample(
                        line.group(1), line.group(2) == null ? "" : line.group(2), number(line.group(3))))
                .toList();
    }

    private static double number(String written) {
        return switch (written) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(written);
        };
    }
}
