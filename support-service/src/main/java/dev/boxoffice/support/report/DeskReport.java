package dev.boxoffice.support.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What became of the cases reported within a span of time.
///
/// @param from first instant of it
/// @param to first instant behind it
record DeskReport(String by, Instant from, Instant to, List<Line> rows, Line total) {

    /// @param key a day, an agent, a queue or a category
    /// @param cases reported
    /// @param resolved of those, so far
    /// @param reopened of those, at least once
    /// @param firstResponses of those, given by an agent
    /// @param firstResponseMedianSeconds from the report to an agent's first answer
    /// @param firstResponseP90Seconds nine of ten were at least this fast
    /// @param mttcrSeconds mean time to the resolution that held for as long as a case may be reopened
    /// @param breaches promises broken
    /// @param breachedCases cases with a broken promise
    record Line(
            String key,
            long cases,
            long resolved,
            long reopened,
            long firstResponses,
            @Nullable Long firstResponseMedianSeconds,
            @Nullable Long firstResponseP90Seconds,
            @Nullable Long mttcrSeconds,
            long breaches,
            long breachedCases) {}

    private static final String HEADER =
            "cases,resolved,reopened,firstResponses,firstResponseMedianSeconds,firstResponseP90Seconds,mttcrSeconds,breaches,breachedCases";

    /// RFC 4180.
    String asCsv() {
        return Stream.concat(
                        Stream.of(by + "," + HEADER),
                        Stream.concat(rows.stream(), Stream.of(total)).map(DeskReport::csv))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String csv(Line line) {
        return Stream.of(
                        cell(line.key()),
                        line.cases(),
                        line.resolved(),
                        line.reopened(),
                        line.firstResponses(),
                        blank(line.firstResponseMedianSeconds()),
                        blank(line.firstResponseP90Seconds()),
                        blank(line.mttcrSeconds()),
                        line.breaches(),
                        line.breachedCases())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static String blank(@Nullable Long number) {
        return number == null ? "" : String.format(Locale.ROOT, "%d", number);
    }

    /// A name that begins like a formula is kept from being one in a spreadsheet.
    private static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
