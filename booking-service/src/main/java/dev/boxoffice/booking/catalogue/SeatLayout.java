package dev.boxoffice.booking.catalogue;

import java.util.Arrays;
import java.util.List;

/// The places of an event in seat-map order; ordinals run through sections, rows and seats without a gap.
public final class SeatLayout {

    /// @param first ordinal of its first place
    /// @param rows empty for general admission
    public record Section(String name, int first, int total, List<Row> rows) {
        public boolean isSeated() {
            return !rows.isEmpty();
        }

        public int last() {
            return first + total - 1;
        }
    }

    /// @param first ordinal of its first seat
    public record Row(String name, int first, List<String> seats) {
        public int last() {
            return first + seats.size() - 1;
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
        var rows = section.rows();
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
        var row = rows.get(low);
        return new SeatLocation(section.name(), row.name(), row.seats().get(ordinal - row.first()));
    }

    private static int lastStartingAtOrBefore(int[] starts, int ordinal) {
        var found = Arrays.binarySearch(starts, ordinal);
        return found >= 0 ? found : -found - 2;
    }
}
