package dev.boxoffice.booking.catalogue.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the seats of a map lie to each other: which are neighbours, and how far each is from where everybody looks.
///
/// Neighbours in a row are parted by a gap of more than [#GAP] times the row's usual distance. Without a focal point
/// the stage is taken to stand before the middle of all seats, since positions run away from it.
final class SeatGeometry {

    /// How much wider than usual the distance of two neighbours is where an aisle runs between them.
    static final double GAP = 1.6;

    private static final float DEFAULT_PITCH = 1;

    /// The corners of what a section covers.
    private record Box(double left, double front, double right, double back) {
        boolean holdsMiddleOf(Box other) {
            var x = (other.left + other.right) / 2;
            var y = (other.front + other.back) / 2;
            return x >= left && x <= right && y >= front && y <= back;
        }
    }

    private final FrozenSeatMap.Point focal;
    private final double pitch;
    private final boolean isDrawn;

    private SeatGeometry(FrozenSeatMap.Point focal, double pitch, boolean isDrawn) {
        this.focal = focal;
        this.pitch = pitch;
        this.isDrawn = isDrawn;
    }

    static SeatGeometry of(FrozenSeatMap map) {
        var boxes = new ArrayList<Box>();
        var pitches = new ArrayList<Double>();
        for (var section : map.sections()) {
            var box = box(section);
            if (box != null) {
                boxes.add(box);
            }
            for (var row : section.rows()) {
                pitches.add(usualDistance(distances(row.seats())));
            }
        }
        var known = pitches.stream().filter(pitch -> pitch > 0).sorted().toList();
        var pitch = known.isEmpty() ? DEFAULT_PITCH : known.get((known.size() - 1) / 2);
        var focal = map.focalPoint();
        if (focal == null) {
            var left = boxes.stream().mapToDouble(Box::left).min().orElse(0);
            var right = boxes.stream().mapToDouble(Box::right).max().orElse(0);
            var front = boxes.stream().mapToDouble(Box::front).min().orElse(0);
            focal = new FrozenSeatMap.Point((left + right) / 2, front - 2 * pitch);
        }
        return new SeatGeometry(focal, pitch, areApart(boxes));
    }

    /// Sections that nobody has drawn lie one upon the other; their distances cannot be compared.
    boolean isDrawn() {
        return isDrawn;
    }

    /// @return ordinals, ascending, at which seats that are neighbours begin
    List<Integer> runs(List<FrozenSeatMap.Seat> seats, int firstOrdinal) {
        var distances = distances(seats);
        var usual = distances.length < 2 ? pitch : usualDistance(distances);
        var runs = new ArrayList<Integer>();
        for (var i = 0; i <= distances.length; i++) {
            if (i == 0 || (usual > 0 && distances[i - 1] > GAP * usual)) {
                runs.add(firstOrdinal + i);
            }
        }
        return List.copyOf(runs);
    }

    float cost(FrozenSeatMap.Seat seat) {
        return (float) (seat.distanceTo(focal.x(), focal.y()) / pitch)
                + (seat.restrictedView() ? SeatQuality.RESTRICTED_VIEW : 0);
    }

    private static double[] distances(List<FrozenSeatMap.Seat> seats) {
        var distances = new double[Math.max(0, seats.size() - 1)];
        for (var i = 0; i < distances.length; i++) {
            var next = seats.get(i + 1);
            distances[i] = seats.get(i).distanceTo(next.x(), next.y());
        }
        return distances;
    }

    /// The lower median: at most half of a row's distances are aisles.
    private static double usualDistance(double[] distances) {
        if (distances.length == 0) {
            return 0;
        }
        var sorted = distances.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    private static @Nullable Box box(FrozenSeatMap.Section section) {
        var x = new DoubleSummaryStatistics();
        var y = new DoubleSummaryStatistics();
        for (var row : section.rows()) {
            for (var seat : row.seats()) {
                x.accept(seat.x());
                y.accept(seat.y());
            }
        }
        return x.getCount() == 0 ? null : new Box(x.getMin(), y.getMin(), x.getMax(), y.getMax());
    }

    private static boolean areApart(List<Box> boxes) {
        for (var i = 0; i < boxes.size(); i++) {
            for (var k = 0; k < boxes.size(); k++) {
                if (i != k && boxes.get(i).holdsMiddleOf(boxes.get(k))) {
                    return false;
                }
            }
        }
        return true;
    }
}
