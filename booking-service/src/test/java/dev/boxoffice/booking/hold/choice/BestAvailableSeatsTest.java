package dev.boxoffice.booking.hold.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.catalogue.layout.SeatLayout.Row;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// H1, B4: properties of the choice of seats, each checked against a brute-force look at the same house.
class BestAvailableSeatsTest {

    private record House(List<Section> sections, BitSet taken) {
        List<Row> rows() {
            return sections.stream().flatMap(section -> section.rows().stream()).toList();
        }

        boolean isFree(int ordinal) {
            return !taken.get(ordinal);
        }

        int free() {
            return (int) sections.stream()
                    .flatMapToInt(section -> IntStream.rangeClosed(section.first(), section.last()))
                    .filter(this::isFree)
                    .count();
        }

        /// Every place in every row where that many sit together.
        List<Integer> windows(int quantity, boolean strandingAllowed) {
            var windows = new ArrayList<Integer>();
            for (var row : rows()) {
                for (var run = 0; run < row.runs().size(); run++) {
                    for (var first = row.runs().get(run); first + quantity - 1 <= row.lastOf(run); first++) {
                        if (IntStream.range(first, first + quantity).allMatch(this::isFree)
                                && (strandingAllowed || !strands(row, run, first, quantity))) {
                            windows.add(first);
                        }
                    }
                }
            }
            return windows;
        }

        boolean strands(Row row, int run, int first, int quantity) {
            return isLoneBefore(row.runs().get(run), first) || isLoneAfter(row.lastOf(run), first + quantity - 1);
        }

        private boolean isLoneBefore(int begin, int first) {
            var left = first - 1;
            return left >= begin && isFree(left) && !(left - 1 >= begin && isFree(left - 1));
        }

        private boolean isLoneAfter(int end, int last) {
            var right = last + 1;
            return right <= end && isFree(right) && !(right + 1 <= end && isFree(right + 1));
        }
    }

    private static House house(long seed, boolean withFloor) {
        var random = new Random(seed);
        var sections = new ArrayList<Section>();
        var next = 0;
        for (var s = 0; s < 1 + random.nextInt(2); s++) {
            var rows = new ArrayList<Row>();
            var first = next;
            for (var r = 0; r < 1 + random.nextInt(5); r++) {
                var seats = 1 + random.nextInt(12);
                rows.add(new Row("R" + r, next, Collections.nCopies(seats, "1"), runs(next, seats, random)));
                next += seats;
            }
            sections.add(new Section("S" + s, first, next - first, rows, s));
        }
        if (withFloor) {
            sections.add(new Section("Floor", next, 1 + random.nextInt(20), List.of(), 9));
            next = sections.getLast().last() + 1;
        }
        var taken = new BitSet();
        var share = random.nextDouble();
        for (var ordinal = 0; ordinal < next; ordinal++) {
            taken.set(ordinal, random.nextDouble() < share);
        }
        return new House(sections, taken);
    }

    /// H1: rows with aisles.
    private static List<Integer> runs(int first, int seats, Random random) {
        return IntStream.range(0, seats)
                .filter(i -> i == 0 || random.nextInt(5) == 0)
                .mapToObj(i -> first + i)
                .toList();
    }

    private static List<List<Integer>> propose(House house, int quantity, long seed) {
        return new BestAvailableSeats(house.sections(), house.taken(), quantity, new Random(seed)).propose(12);
    }

    @Property(tries = 600)
    void never_proposes_a_taken_seat_or_the_wrong_number(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int quantity, @ForAll boolean floor) {
        var house = house(seed, floor);
        for (var proposal : propose(house, quantity, seed)) {
            assertThat(proposal).hasSize(quantity).doesNotHaveDuplicates().allMatch(house::isFree);
        }
    }

    @Property(tries = 600)
    void finds_seats_whenever_enough_are_free(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int quantity, @ForAll boolean floor) {
        var house = house(seed, floor);
        assertThat(propose(house, quantity, seed).isEmpty()).isEqualTo(house.free() < quantity);
    }

    @Property(tries = 600)
    void sits_together_and_strands_nobody_wherever_that_can_be_had(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int quantity) {
        var house = house(seed, false);
        var kind = house.windows(quantity, false);
        var together = house.windows(quantity, true);
        var best = propose(house, quantity, seed).stream().findFirst().orElse(List.of());
        if (!kind.isEmpty()) {
            assertThat(kind).contains(best.getFirst());
        }
        if (!together.isEmpty()) {
            assertThat(best.getLast() - best.getFirst()).isEqualTo(quantity - 1);
            assertThat(together).contains(best.getFirst());
        }
    }

    @Property(tries = 300)
    void proposals_share_no_seat(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int quantity, @ForAll boolean floor) {
        var all = propose(house(seed, floor), quantity, seed).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }
}
