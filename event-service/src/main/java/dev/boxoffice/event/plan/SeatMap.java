package dev.boxoffice.event.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The places one event sells, numbered 0 … total-1 (the *ordinal*) in the order section, row, seat.
///
/// It never changes once published, so it may be cached forever.
public record SeatMap(UUID eventId, int total, List<Section> sections) {

    /// @param capacity how many ordinals, from `firstOrdinal`, belong to this section
    /// @param rows empty for general admission
    public record Section(String name, SectionKind kind, int firstOrdinal, int capacity, List<SeatingPlan.Row> rows) {

        public int endOrdinal() {
            return firstOrdinal + capacity;
        }
    }

    public static SeatMap of(UUID eventId, SeatingPlan plan) {
        var sections = new ArrayList<Section>(plan.sections().size());
        var next = 0;
        for (var section : plan.sections()) {
            sections.add(new Section(section.name(), section.kind(), next, section.places(), section.rowsOrNone()));
            next += section.places();
        }
        return new SeatMap(eventId, next, List.copyOf(sections));
    }

    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }
}
