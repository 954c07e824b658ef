package dev.boxoffice.booking.hold.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.catalogue.layout.SeatLayout;
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

/// B4: the single seats that a pick leaves, each checked against a look at the row before and after.
class PickedSeatsTest {

    private static final int SEATS = 12;

    @Property(tries = 2_000)
    void a_seat_is_left_alone_where_it_had_a_free_neighbour_and_has_none_any_more(@ForAll long seed) {
        var random = new Random(seed);
        var runs = IntStream.range(0, SEATS)
                .filter(i -> i == 0 || random.nextInt(5) == 0)
                .boxed()
                .toList();
        var row = new Row("A", 0, Collections.nCopies(SEATS, "1"), runs);
        var layout = new SeatLayout(List.of(new Section("Stalls", 0, SEATS, List.of(row), 1)), SEATS);
        var free = new BitSet();
        IntStream.range(0, SEATS).forEach(seat -> free.set(seat, random.nextInt(4) > 0));
        var picked =
                free.stream().filter(seat -> random.nextInt(3) == 0).boxed().toList();
        var after = (BitSet) free.clone();
        picked.forEach(after::clear);

        var expected = new ArrayList<Integer>();
        for (var run = 0; run < runs.size(); run++) {
            var from = runs.get(run);
            var to = row.lastOf(run);
            IntStream.rangeClosed(from, to)
                    .filter(after::get)
                    .filter(seat -> isAlone(seat, from, to, after) && !isAlone(seat, from, to, free))
                    .filter(seat -> !cannotBeHelped(picked, from, to, free))
                    .forEach(expected::add);
        }

        assertThat(PickedSeats.of(layout, picked).leftAlone(free::get)).isEqualTo(expected);
    }

    private static boolean isAlone(int seat, int from, int to, BitSet free) {
        return !(seat > from && free.get(seat - 1)) && !(seat < to && free.get(seat + 1));
    }

    /// One block, and one seat more in its stretch, with the block at an end of it.
    private static boolean cannotBeHelped(List<Integer> picked, int from, int to, BitSet free) {
        var here = picked.stream().filter(seat -> seat >= from && seat <= to).toList();
        if (here.isEmpty() || here.getLast() - here.getFirst() + 1 != here.size()) {
            return false;
        }
        var first = here.getFirst();
        var last = here.getLast();
        while (first > from && free.get(first - 1)) {
            first--;
        }
        while (last < to && free.get(last + 1)) {
            last++;
        }
        return last - first + 1 == here.size() + 1;
    }

    @Property(tries = 50)
    void who_takes_all_that_is_left_leaves_nobody(@ForAll long seed) {
        var random = new Random(seed);
        var row = new Row("A", 0, Collections.nCopies(SEATS, "1"), List.of(0, 5));
        var layout = new SeatLayout(List.of(new Section("Stalls", 0, SEATS, List.of(row), 1)), SEATS);
        var free = new BitSet();
        IntStream.range(0, SEATS).forEach(seat -> free.set(seat, random.nextBoolean()));
        assertThat(PickedSeats.of(layout, free.stream().boxed().toList()).leftAlone(free::get))
                .isEmpty();
    }
}
