package dev.boxoffice.event.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where people sit or stand in a venue; an event that is published keeps its own frozen copy as a [SeatMap].
///
/// @param focalPoint where everybody looks: the middle of the stage's front. Absent where nobody has said
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatingPlan(List<Section> sections, @Nullable Point focalPoint) {

    /// At most this many places, so that a seat's number fits every structure that holds one bit a seat.
    public static final int MAX_PLACES = 200_000;

    /// A place in the plan's own unit, in which a seat is about 1 wide.
    ///
    /// @param x to the right
    /// @param y away from the stage
    public record Point(double x, double y) {}

    /// @param capacity places of a general-admission section; absent where seats are numbered
    /// @param rank 1 for the best sections; absent where the distance to the focal point decides alone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Section(
            String name,
            SectionKind kind,
            @Nullable List<Row> rows,
            @Nullable Integer capacity,
            @Nullable Integer rank) {

        public static Section seated(String name, List<Row> rows) {
            return new Section(name, SectionKind.SEATED, List.copyOf(rows), null, null);
        }

        public static Section generalAdmission(String name, int capacity) {
            return new Section(name, SectionKind.GENERAL_ADMISSION, null, capacity, null);
        }

        Section ranked(@Nullable Integer rank) {
            return new Section(name, kind, rows, capacity, rank);
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
    /// @param accessible whether a wheelchair has room there
    /// @param companionOf the number of the accessible seat in the same row whose companion sits here
    /// @param restrictedView whether something stands in the way
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seat(
            String number,
            double x,
            double y,
            @Nullable Boolean accessible,
            @Nullable String companionOf,
            @Nullable Boolean restrictedView) {

        public static Seat at(String number, double x, double y) {
            return new Seat(number, x, y, null, null, null);
        }
    }

    public int places() {
        return sections.stream().mapToInt(Section::places).sum();
    }

    @JsonIgnore
    public List<String> sectionNames() {
        return sections.stream().map(Section::name).toList();
    }
}
