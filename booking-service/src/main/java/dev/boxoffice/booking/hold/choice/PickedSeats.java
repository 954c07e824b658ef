package dev.boxoffice.booking.hold.choice;

import dev.boxoffice.booking.catalogue.layout.SeatLayout;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Seats that a buyer has picked, and who sits around them: what must be looked at to know whether a single
/// one is left alone.
///
/// A seat is left alone if it is free and has no free neighbour, in its run, once the picked are taken. One
/// is not held against a buyer whose seats, all in one block, could not be had in that stretch without
/// leaving one: so many of one more. Accessible seats and those of companions are never alone: they are for
/// who needs them.
public record PickedSeats(List<Block> blocks) {

    private static final int NOBODY = -1;

    /// Picked seats side by side, and the two seats on either side; -1 where there is none, or one that is
    /// picked.
    ///
    /// @param isOnly whether nothing else of the run is picked
    public record Block(int left, int beyondLeft, int right, int beyondRight, boolean isOnly) {

        void addLeftAlone(IntPredicate isFree, Set<Integer> alone) {
            IntPredicate canSit = seat -> seat != NOBODY && isFree.test(seat);
            var hasLeft = canSit.test(left);
            var hasRight = canSit.test(right);
            if (isOnly && hasLeft != hasRight) {
                return; // at one end of its stretch: what is left alone could only be left alone at the other end
            }
            if (hasLeft && !canSit.test(beyondLeft)) {
                alone.add(left);
            }
            if (hasRight && !canSit.test(beyondRight)) {
                alone.add(right);
            }
        }

        String toText() {
            return left + "," + beyondLeft + "," + right + "," + beyondRight + "," + (isOnly ? 1 : 0);
        }
    }

    /// @param ordinals ascending
    public static PickedSeats of(SeatLayout layout, List<Integer> ordinals) {
        var picked = new HashSet<>(ordinals);
        var blocks = new ArrayList<Block>();
        for (var i = 0; i < ordinals.size(); ) {
            var first = ordinals.get(i);
            var section = layout.sectionOf(first);
            if (!section.isSeated()) {
                i++;
                continue;
            }
            var row = layout.rowOf(first);
            var run = runOf(row, first);
            var from = row.runs().get(run);
            var to = row.lastOf(run);
            var last = first;
            while (last < to && picked.contains(last + 1)) {
                last++;
            }
            var size = last - first + 1;
            var inRun =
                    ordinals.stream().filter(seat -> seat >= from && seat <= to).count();
            IntPredicate counts = seat -> seat >= from
                    && seat <= to
                    && !picked.contains(seat)
                    && !section.accessible().isKept(seat);
            blocks.add(new Block(
                    counted(first - 1, counts),
                    counted(first - 2, counts),
                    counted(last + 1, counts),
                    counted(last + 2, counts),
                    inRun == size));
            i += size;
        }
        return new PickedSeats(List.copyOf(blocks));
    }

    private static int runOf(Row row, int ordinal) {
        var run = row.runs().size() - 1;
        while (row.runs().get(run) > ordinal) {
            run--;
        }
        return run;
    }

    private static int counted(int seat, IntPredicate counts) {
        return counts.test(seat) ? seat : NOBODY;
    }

    /// The seats that would be left alone, ascending.
    public List<Integer> leftAlone(IntPredicate isFree) {
        var alone = new TreeSet<Integer>();
        blocks.forEach(block -> block.addLeftAlone(isFree, alone));
        return List.copyOf(alone);
    }

    /// As `reserve.lua` reads it.
    public String toText() {
        return blocks.stream().map(Block::toText).collect(Collectors.joining(";"));
    }
}
