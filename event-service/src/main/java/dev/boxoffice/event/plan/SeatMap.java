package dev.boxoffice.event.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The places one event sells, numbered 0 … total-1 (the *ordinal*) in the order section, row, seat.
///
/// It never changes once published, so it may be cached forever.
///
/// @param focalPoint as the plan had it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatMap(UUID eventId, int total, List<Section> sections, SeatingPlan.@Nullable Point focalPoint) {

    /// @param capacity how many ordinals, from `firstOrdinal`, belong to this section
    /// @param rows empty for general admission; their seats in the order in which people sit
    /// @param rank as the plan had it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Section(
            String name,
            SectionKind kind,
            int firstOrdinal,
            int capacity,
            List<SeatingPlan.Row> rows,
            @Nullable Integer rank) {

        public int endOrdinal() {
            return firstOrdinal + capacity;
        }
    }

    public static SeatMap of(UUID eventId, SeatingPlan plan) {
        var sections = new ArrayList<Section>(plan.sections().size());
        var next = 0;
        for (var section : plan.sections()) {
            var rows = section.rowsOrNone().stream()
                    .map(row -> new SeatingPlan.Row(row.name(), SeatRow.inOrder(row.seats())))
                    .toList();
            sections.add(new Section(section.name(), section.kind(), next, section.places(), rows, section.rank()));
            next += section.places();
        }
        return new SeatMap(eventId, next, List.copyOf(sections), plan.focalPoint());
    }

    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }
}
