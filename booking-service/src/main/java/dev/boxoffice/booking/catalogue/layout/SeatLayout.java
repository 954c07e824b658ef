package dev.boxoffice.booking.catalogue.layout;

import java.util.Arrays;
import java.util.List;

/// The places of an event in seat-map order; ordinals run through sections, rows and seats without a gap.
public final class SeatLayout {

    /// @param first ordinal of its first place
    /// @param rows empty for general admission
    /// @param level of sections, the lowest is the best
    public record Section(
            String name,
            int first,
            int total,
            List<Row> rows,
            int level,
            SeatQuality quality,
            AccessibleSeating accessible) {

        public Section(String name, int first, int total, List<Row> rows, int level) {
            this(name, first, total, rows, level, SeatQuality.inOrder(first, total, rows), AccessibleSeating.NONE);
        }

        public boolean isSeated() {
            return !rows.isEmpty();
        }

        public int last() {
            return first + total - 1;
        }
    }

    /// @param first ordinal of its first seat
    /// @param seats their numbers
    /// @param runs where neighbours sit: ordinals at which one begins, ascending
    public record Row(String name, int first, List<String> seats, List<Integer> runs) {
        public int last() {
            return first + seats.size() - 1;
        }

        /// @param run index into [#runs()]
        public int lastOf(int run) {
            return run + 1 < runs.size() ? runs.get(run + 1) - 1 : last();
        }
    }

    private final List<Section> sections;
    private final int[] sectionStarts;
    private final int total;

    public SeatLayout(List<Section> sections, int total) {
        this.sections = List.copyOf(sections);
        this.sectionStarts = sections.stream().mapToInt(Section::first).toArray();
        this.total = total;
    }

    public List<Section> sections() {
        return sections;
    }

    public int total() {
        return total;
    }

    public boolean has(int ordinal) {
        return ordinal >= 0 && ordinal < total;
    }

    public Section sectionOf(int ordinal) {
        return sections.get(lastStartingAtOrBefore(sectionStarts, ordinal));
    }

    public SeatLocation locationOf(int ordinal) {
        var section = sectionOf(ordinal);
        if (!section.isSeated()) {
            return new SeatLocation(section.name(), null, null);
        }
        var row = rowOf(ordinal);
        return new SeatLocation(section.name(), row.name(), row.seats().get(ordinal - row.first()));
    }

    /// @param ordinal of a seat, not of a place in general admission
    public Row rowOf(int ordinal) {
        var rows = sectionOf(ordinal).rows();
        var low = 0;
        var high = rows.size() - 1;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            if (rows.get(middle).first() <= ordinal) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return rows.get(low);
    }

    private static int lastStartingAtOrBefore(int[] starts, int ordinal) {
        var found = Arrays.binarySearch(starts, ordinal);
        return found >= 0 ? found : -found - 2;
    }
}
