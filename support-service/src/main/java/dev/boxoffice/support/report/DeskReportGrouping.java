package dev.boxoffice.support.report;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Arrays;
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

    static DeskReportGrouping named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.name().equalsIgnoreCase(name == null ? "day" : name.strip()))
                .findFirst()
                .orElseThrow(() -> FieldErrors.single("by", "must be day, agent, queue or category"));
    }
}
