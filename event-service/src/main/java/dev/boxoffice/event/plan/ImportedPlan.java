package dev.boxoffice.event.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A seating plan out of another system's file, and what of the file is not in it.
///
/// @param warnings at most [#MAX_WARNINGS]; absent where there are none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedPlan(
        List<SeatingPlan.Section> sections,
        SeatingPlan.@Nullable Point focalPoint,
        @Nullable List<Warning> warnings) {

    static final int MAX_WARNINGS = 100;

    /// @param field where in the file, such as `zones[0].rows[2].seats[5].seat_number`
    public record Warning(String field, String text) {}

    static ImportedPlan of(SeatingPlan plan, List<Warning> warnings) {
        return new ImportedPlan(plan.sections(), plan.focalPoint(), warnings.isEmpty() ? null : List.copyOf(warnings));
    }

    public SeatingPlan toPlan() {
        return new SeatingPlan(sections, focalPoint);
    }
}
