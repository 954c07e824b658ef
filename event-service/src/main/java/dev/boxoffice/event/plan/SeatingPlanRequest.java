package dev.boxoffice.event.plan;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// A seating plan as an organiser writes it: rows seat by seat, or just how many rows of how many seats.
public record SeatingPlanRequest(@Nullable List<@Nullable Section> sections, SeatingPlan.@Nullable Point focalPoint) {

    private static final int MAX_SECTIONS = 1_000;
    private static final int MAX_NAME = 100;

    public record Section(
            @Nullable String name,
            @Nullable SectionKind kind,
            @Nullable List<@Nullable Row> rows,
            @Nullable Integer rowCount,
            @Nullable Integer seatsPerRow,
            @Nullable Integer capacity,
            @Nullable Integer rank) {

        /// An empty list says nothing.
        public Section {
            rows = rows == null || rows.isEmpty() ? null : rows;
        }
    }

    public record Row(
            @Nullable String name,

            @JsonDeserialize(using = SeatRange.SeatsDeserializer.class) @Nullable
            List<@Nullable Seat> seats) {}

    public record Seat(
            @Nullable String number,
            @Nullable Double x,
            @Nullable Double y,
            @Nullable Boolean accessible,
            @Nullable String companionOf,
            @Nullable Boolean restrictedView) {}

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming every field that is wrong
    public SeatingPlan toPlan() {
        var errors = FieldErrors.collect();
        if (sections == null || sections.isEmpty()) {
            throw FieldErrors.single("sections", "must name at least one section");
        }
        if (sections.size() > MAX_SECTIONS) {
            throw FieldErrors.single("sections", "must not be more than " + MAX_SECTIONS);
        }
        refuseTooManyPlaces(sections);
        var names = new HashSet<LabelKey>();
        var read = new ArrayList<SeatingPlan.Section>();
        for (var i = 0; i < sections.size(); i++) {
            read.add(section(sections.get(i), "sections[" + i + "]", names, errors));
        }
        errors.throwIfAny();
        return new SeatingPlan(List.copyOf(read), focalPoint);
    }

    /// Counted before anything is laid out: two numbers in a small body must not fill the memory.
    private static void refuseTooManyPlaces(List<@Nullable Section> sections) {
        long places = 0;
        for (var section : sections) {
            if (section == null) {
                continue;
            }
            places += Math.max(0, section.capacity() == null ? 0 : section.capacity());
            if (section.rowCount() != null && section.seatsPerRow() != null) {
                places += Math.max(0L, section.rowCount()) * Math.max(0, section.seatsPerRow());
            }
            if (section.rows() != null) {
                for (var row : section.rows()) {
                    places +=
                            row == null || row.seats() == null ? 0 : row.seats().size();
                }
            }
        }
        if (places > SeatingPlan.MAX_PLACES) {
            throw FieldErrors.single(
                    "sections", "must have at most " + SeatingPlan.MAX_PLACES + " places together, not " + places);
        }
    }

    private static SeatingPlan.Section section(
            @Nullable Section section, String path, HashSet<LabelKey> names, FieldErrors errors) {
        if (section == null) {
            errors.reject(path, "must be a section");
            return SeatingPlan.Section.generalAdmission("", 0);
        }
        errors.rejectIf(
                section.rank() != null && (section.rank() < 1 || section.rank() > MAX_SECTIONS),
                path + ".rank",
                "must be from 1 to " + MAX_SECTIONS);
        return unranked(section, path, names, errors).ranked(section.rank());
    }

    private static SeatingPlan.Section unranked(
            Section section, String path, HashSet<LabelKey> names, FieldErrors errors) {
        var name = name(section.name(), path + ".name", names, errors);
        if (section.kind() == SectionKind.GENERAL_ADMISSION) {
            var why = "must be absent for general admission";
            errors.rejectIf(section.rows() != null, path + ".rows", why)
                    .rejectIf(section.rowCount() != null, path + ".rowCount", why)
                    .rejectIf(section.seatsPerRow() != null, path + ".seatsPerRow", why);
            return SeatingPlan.Section.generalAdmission(name, positive(section.capacity(), path + ".capacity", errors));
        }
        errors.rejectIf(section.kind() == null, path + ".kind", "must be SEATED or GENERAL_ADMISSION");
        errors.rejectIf(section.capacity() != null, path + ".capacity", "must be absent where seats are numbered");
        return SeatingPlan.Section.seated(name, rows(section, path, errors));
    }

    private static List<SeatingPlan.Row> rows(Section section, String path, FieldErrors errors) {
        if (section.rows() == null) {
            var rowCount = positive(section.rowCount(), path + ".rowCount", errors);
            var seatsPerRow = positive(section.seatsPerRow(), path + ".seatsPerRow", errors);
            return rowCount == 0 || seatsPerRow == 0 ? List.of() : RowFactory.of(rowCount, seatsPerRow);
        }
        var why = "must be absent where rows are given";
        errors.rejectIf(section.rowCount() != null, path + ".rowCount", why)
                .rejectIf(section.seatsPerRow() != null, path + ".seatsPerRow", why);
        var names = new HashSet<LabelKey>();
        var rows = new ArrayList<SeatingPlan.Row>();
        for (var i = 0; i < section.rows().size(); i++) {
            var row = section.rows().get(i);
            var at = path + ".rows[" + i + "]";
            if (row == null) {
                errors.reject(at, "must be a row");
                continue;
            }
            rows.add(new SeatingPlan.Row(
                    name(row.name(), at + ".name", names, errors), seats(row.seats(), i, at + ".seats", errors)));
        }
        return rows;
    }

    /// @param index of the row, counted from the stage
    private static List<SeatingPlan.Seat> seats(
            @Nullable List<@Nullable Seat> seats, int index, String path, FieldErrors errors) {
        if (seats == null || seats.isEmpty()) {
            errors.reject(path, "must not be empty");
            return List.of();
        }
        var numbers = new HashSet<LabelKey>();
        var read = new ArrayList<SeatingPlan.Seat>(seats.size());
        var isDrawn = isDrawn(seats);
        for (var i = 0; i < seats.size(); i++) {
            var seat = seats.get(i);
            var at = path + "[" + i + "]";
            if (seat == null) {
                errors.reject(at, "must be a seat");
                continue;
            }
            read.add(new SeatingPlan.Seat(
                    name(seat.number(), at + ".number", numbers, errors),
                    isDrawn ? coordinate(seat.x(), at + ".x", errors) : 0,
                    isDrawn ? coordinate(seat.y(), at + ".y", errors) : 0,
                    seat.accessible(),
                    seat.companionOf(),
                    seat.restrictedView()));
        }
        refuseCompanionsOfNobody(read, path, errors);
        return isDrawn ? read : SeatRow.place(read, index);
    }

    private static boolean isDrawn(List<@Nullable Seat> seats) {
        return seats.stream().anyMatch(seat -> seat != null && (seat.x() != null || seat.y() != null));
    }

    private static void refuseCompanionsOfNobody(List<SeatingPlan.Seat> seats, String path, FieldErrors errors) {
        var accessible = seats.stream()
                .filter(seat -> Boolean.TRUE.equals(seat.accessible()))
                .map(SeatingPlan.Seat::number)
                .collect(Collectors.toSet());
        for (var i = 0; i < seats.size(); i++) {
            var companionOf = seats.get(i).companionOf();
            errors.rejectIf(
                    companionOf != null && !accessible.contains(companionOf),
                    path + "[" + i + "].companionOf",
                    "must be the number of an accessible seat of the same row");
        }
    }

    private static String name(@Nullable String name, String path, HashSet<LabelKey> taken, FieldErrors errors) {
        if (name == null) {
            errors.reject(path, "must be given");
            return "";
        }
        var key = LabelKey.of(name);
        if (!key.isVisible()) {
            errors.reject(path, "must have a visible character");
            return "";
        }
        errors.rejectIf(name.length() > MAX_NAME, path, "must not be longer than " + MAX_NAME + " characters");
        errors.rejectIf(name.chars().anyMatch(Character::isISOControl), path, "must not contain control characters");
        errors.rejectIf(
                !taken.add(key), path, "must be unique, and one that looks like “" + name + "” is there already");
        return name;
    }

    private static double coordinate(@Nullable Double value, String path, FieldErrors errors) {
        if (value == null || !Double.isFinite(value)) {
            errors.reject(path, "must be a number");
            return 0;
        }
        return value;
    }

    private static int positive(@Nullable Integer value, String path, FieldErrors errors) {
        if (value == null || value < 1) {
            errors.reject(path, "must be at least 1");
            return 0;
        }
        return value;
    }
}
