package dev.boxoffice.gateway.waitingroom.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

    private static final long BASE = 1_700_000_000_000_000L;
    private static final PlaceGaps NONE = new PlaceGaps(List.of());

    @Property(tries = 200)
    void positions_count_from_one_without_holes_whatever_was_lost(
            @ForAll @IntRange(min = 0, max = 200) int before,
            @ForAll @IntRange(min = 1, max = 1_000_000) int lost,
            @ForAll @IntRange(min = 1, max = 200) int after) {
        PlaceGaps gaps = new PlaceGaps(List.of(new PlaceGaps.Gap(BASE + before, BASE + before + lost)));
        long next = BASE + before + lost + after;
        QueueOrder order = new QueueOrder(BASE, BASE, next, gaps, BASE, NONE, new Draw(new byte[32], 0));
        long[] places = LongStream.concat(
                        LongStream.range(BASE, BASE + before), LongStream.range(BASE + before + lost, next))
                .toArray();
        assertThat(Arrays.stream(places)
                        .map(place -> order.position(order.turn(place)))
                        .toArray())
                .containsExactly(LongStream.rangeClosed(1, before + after).toArray());
        assertThat(order.waiting()).isEqualTo(before + after);
    }

    @Property(tries = 200)
    void the_drawn_change_turns_among_each_other_and_later_ones_stand_behind(
            @ForAll @IntRange(min = 1, max = 100) int first,
            @ForAll @IntRange(min = 1, max = 100_000) int lost,
            @ForAll @IntRange(min = 1, max = 100) int second) {
        PlaceGaps lotGaps = new PlaceGaps(List.of(new PlaceGaps.Gap(BASE + first, BASE + first + lost)));
        long boundary = BASE + first + lost + second;
        int drawn = first + second;
        PlaceGaps gaps = new PlaceGaps(List.of(new PlaceGaps.Gap(BASE + drawn, boundary)));
        QueueOrder order =
                new QueueOrder(BASE, BASE, boundary + 1, gaps, boundary, lotGaps, new Draw(new byte[32], drawn));
        long[] turns = LongStream.concat(
                        LongStream.range(BASE, BASE + first), LongStream.range(BASE + first + lost, boundary))
                .map(order::turn)
                .sorted()
                .toArray();
        assertThat(turns).containsExactly(LongStream.range(BASE, BASE + drawn).toArray());
        assertThat(order.position(order.turn(boundary))).isEqualTo(drawn + 1);
        // Somebody whose lot was lost stands behind the drawn and before the later ones.
        assertThat(order.turn(BASE + first)).isBetween(BASE + drawn, boundary - 1);
    }

    @Test
    void who_was_called_has_position_zero() {
        QueueOrder order = new QueueOrder(BASE, BASE + 5, BASE + 10, NONE, BASE, NONE, new Draw(new byte[32], 0));
        assertThat(order.position(BASE + 4)).isZero();
        assertThat(order.position(BASE + 5)).isOne();
    }
}
