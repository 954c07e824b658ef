package dev.boxoffice.event.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where people sit or stand in a venue; an event that is published keeps its own frozen copy as a [SeatMap].
public record SeatingPlan(List<Section> sections) {

    /// At most this many places, so that a seat's number fits every structure that holds one bit a seat.
    public static final int MAX_PLACES = 200_000;

    /// @param capacity places of a general-admission section; absent where seats are numbered
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Section(
            String name,
            SectionKind kind,
            @Nullable List<Row> rows,
            @Nullable Integer capacity) {

        public static Section seated(String name, List<Row> rows) {
            return new Section(name, SectionKind.SEATED, List.copyOf(rows), null);
        }

        public static Section generalAdmission(String name, int capacity) {
            return new Section(name, SectionKind.GENERAL_ADMISSION, null, capacity);
        }

        @JsonIgnore
        public List<Row> rowsOrNone() {
            return rows == null ? List.of() : rows;
        }

        @JsonIgnore
        public int places() {
            return capacity != null
                    ? capacity
                    : rowsOrNone().stream().mapToInt(row -> row.seats().size()).sum();
        }
    }

    public record Row(String name, List<Seat> seats) {}

    /// @param x to the right, in the plan's own unit (one seat is about 1 wide)
    /// @param y away from the stage
    public record Seat(String number, double x, double y) {}

    public int places() {
        return sections.stream().mapToInt(Section::places).sum();
    }

    @JsonIgnore
    public List<String> sectionNames() {
        return sections.stream().map(Section::name).toList();
    }
}
