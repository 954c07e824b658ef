package dev.boxoffice.support.report;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a report has a line for each of.
enum DeskReportGrouping {
    /// The day, in UTC, the case was reported on.
    DAY("cast(cast(s.created_at at time zone 'UTC' as date) as text)"),
    /// Who resolved it, else who has it.
    AGENT("coalesce(s.resolved_by, s.owner, 'nobody')"),
    QUEUE("s.queue"),
    CATEGORY("s.category");

    private final String expression;

    DeskReportGrouping(String expression) {
        this.expression = expression;
    }

    String expression() {
        return expression;
    }

    /// As the API names it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word exactly as the API names it; null means by day
    static DeskReportGrouping named(@Nullable String word) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.word().equals(word == null ? DAY.word() : word))
                .findFirst()
                .orElseThrow(() -> FieldErrors.single("by", "must be day, agent, queue or category"));
    }
}
