package dev.boxoffice.event.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/// H1, H4: seats along their row.
class SeatRowTest {

    @Property(tries = 200)
    void a_row_is_read_along_itself_whatever_order_the_file_has_and_however_it_is_bent_and_turned(
            @ForAll @IntRange(min = 3, max = 40) int seats,
            @ForAll @DoubleRange(min = 0, max = 6.2) double turn,
            @ForAll @DoubleRange(min = 0, max = 2.5) double bend,
            @ForAll long seed) {
        var drawn = IntStream.range(0, seats)
                .mapToObj(i -> at(i, seats, turn, bend))
                .toList();
        var shuffled = new ArrayList<>(drawn.subList(1, seats));
        java.util.Collections.shuffle(shuffled, new Random(seed));
        shuffled.addFirst(drawn.getFirst());
        assertThat(SeatRow.inOrder(shuffled)).isEqualTo(drawn);
    }

    /// A row around three sides of a stage: across the line through its ends it would jump from side to side.
    @Property(tries = 50)
    void a_horseshoe_is_read_as_the_file_walks_around_it(
            @ForAll @IntRange(min = 12, max = 60) int seats, @ForAll @DoubleRange(min = 3.6, max = 5.6) double bend) {
        var drawn =
                IntStream.range(0, seats).mapToObj(i -> at(i, seats, 0, bend)).toList();
        assertThat(SeatRow.inOrder(drawn)).isEqualTo(drawn);
    }

    /// On an arc of `bend` radians, or on a line.
    private static SeatingPlan.Seat at(int i, int seats, double turn, double bend) {
        var along = (i - (seats - 1) / 2.0) / seats;
        var radius = bend < 0.05 ? 0 : seats / bend;
        var x = radius == 0 ? along * seats : radius * Math.sin(along * bend);
        var y = radius == 0 ? 0 : radius * (1 - Math.cos(along * bend));
        return SeatingPlan.Seat.at(
                Integer.toString(i + 1),
                x * Math.cos(turn) - y * Math.sin(turn),
                x * Math.sin(turn) + y * Math.cos(turn));
    }

    @Property(tries = 100)
    void seats_without_positions_stand_side_by_side_and_apart_where_numbers_jump(
            @ForAll @IntRange(min = 2, max = 20) int left, @ForAll @IntRange(min = 2, max = 20) int right) {
        for (var step : List.of(1, 2)) {
            var numbers = new ArrayList<SeatingPlan.Seat>();
            for (var i = 0; i < left + right; i++) {
                numbers.add(SeatingPlan.Seat.at(Integer.toString(i < left ? i * step : 100 + i * step), 0, 0));
            }
            var placed = SeatRow.place(numbers, 3);
            for (var i = 1; i < placed.size(); i++) {
                assertThat(SeatRow.distance(placed.get(i - 1), placed.get(i))).isEqualTo(i == left ? 2 : 1);
            }
            assertThat(placed.getFirst().x() + placed.getLast().x()).isZero();
        }
    }
}
