package dev.boxoffice.event.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The seats of one row along the row: where each stands, and behind which of them there is a gap.
///
/// A gap is a distance of more than [#GAP] times the row's usual one. Where nobody has drawn the seats,
/// their numbers tell: a jump in them is drawn as a gap.
public final class SeatRow {

    /// How much wider than usual the distance of two neighbours is where an aisle runs between them.
    static final double GAP = 1.6;

    private static final double AISLE = 2;

    private SeatRow() {}

    /// Positions for seats that have none: one unit a seat, two where the numbers jump, the middle at 0.
    ///
    /// @param y of the row
    static List<SeatingPlan.Seat> place(List<SeatingPlan.Seat> seats, double y) {
        var usual = usualStep(seats);
        var x = 0.0;
        var at = new ArrayList<Double>(seats.size());
        for (var i = 0; i < seats.size(); i++) {
            x += i == 0 ? 0 : jumps(seats.get(i - 1).number(), seats.get(i).number(), usual) ? AISLE : 1;
            at.add(x);
        }
        var middle = x / 2;
        var placed = new ArrayList<SeatingPlan.Seat>(seats.size());
        for (var i = 0; i < seats.size(); i++) {
            var seat = seats.get(i);
            placed.add(new SeatingPlan.Seat(
                    seat.number(),
                    at.get(i) - middle,
                    y,
                    seat.accessible(),
                    seat.companionOf(),
                    seat.restrictedView()));
        }
        return List.copyOf(placed);
    }

    /// In the order in which people sit, whatever order the file has: along the line through the two seats
    /// that stand furthest apart, in the direction of the file's first seat. A row that turns back, like a
    /// horseshoe, is read as the file has it where that is the shorter way.
    static List<SeatingPlan.Seat> inOrder(List<SeatingPlan.Seat> seats) {
        if (seats.size() < 3) {
            return seats;
        }
        var start = furthest(seats, seats.getFirst());
        var end = furthest(seats, start);
        if (distance(seats.getFirst(), end) < distance(seats.getFirst(), start)) {
            var other = start;
            start = end;
            end = other;
        }
        var from = start;
        var directionX = end.x() - start.x();
        var directionY = end.y() - start.y();
        if (directionX == 0 && directionY == 0) {
            return seats;
        }
        var along = seats.stream()
                .sorted(Comparator.comparingDouble(
                        seat -> (seat.x() - from.x()) * directionX + (seat.y() - from.y()) * directionY))
                .toList();
        return length(seats) < length(along) ? seats : along;
    }

    private static double length(List<SeatingPlan.Seat> seats) {
        var length = 0.0;
        for (var i = 1; i < seats.size(); i++) {
            length += distance(seats.get(i - 1), seats.get(i));
        }
        return length;
    }

    private static SeatingPlan.Seat furthest(List<SeatingPlan.Seat> seats, SeatingPlan.Seat from) {
        return seats.stream()
                .max(Comparator.comparingDouble(seat -> distance(from, seat)))
                .orElse(from);
    }

    static double distance(SeatingPlan.Seat one, SeatingPlan.Seat other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    private static long usualStep(List<SeatingPlan.Seat> seats) {
        var steps = new ArrayList<Long>();
        for (var i = 1; i < seats.size(); i++) {
            var before = number(seats.get(i - 1).number());
            var after = number(seats.get(i).number());
            if (before != null && after != null) {
                steps.add(Math.abs(after - before));
            }
        }
        steps.sort(Comparator.naturalOrder());
        return steps.isEmpty() ? 1 : steps.get((steps.size() - 1) / 2);
    }

    private static boolean jumps(String before, String after, long usual) {
        var one = number(before);
        var other = number(after);
        return one != null && other != null && Math.abs(other - one) > GAP * Math.max(1, usual);
    }

    private static @Nullable Long number(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.valueOf(text)
                : null;
    }
}
