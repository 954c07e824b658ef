package dev.boxoffice.gateway.waitingroom.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static byte[] key(long seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return key;
    }

    @Property(tries = 200)
    void the_draw_is_a_permutation(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int size) {
        Draw draw = new Draw(key(seed), size);
        long[] drawn = LongStream.range(0, size).map(draw::of).sorted().toArray();
        assertThat(drawn).containsExactly(LongStream.range(0, size).toArray());
    }

    /// Where place 0 lands, over many keys, in ten bins: chi-square with nine degrees of freedom stays below its 0.1 %
    /// point.
    @Test
    void every_turn_is_as_likely_as_any_other() {
        int size = 1_000;
        int keys = 20_000;
        for (long place : new long[] {0, 1, 499, 999}) {
            int[] bins = new int[10];
            for (int i = 0; i < keys; i++) {
                byte[] key = ByteBuffer.allocate(32).putLong(place).putInt(i).array();
                bins[(int) (new Draw(key, size).of(place) * 10 / size)]++;
            }
            double expected = keys / 10.0;
            double chiSquare = 0;
            for (int bin : bins) {
                chiSquare += (bin - expected) * (bin - expected) / expected;
            }
            assertThat(chiSquare).as("place %d", place).isLessThan(27.88);
        }
    }

    @Test
    void another_key_is_another_order() {
        long[] one = LongStream.range(0, 100).map(new Draw(key(1), 100)::of).toArray();
        long[] other = LongStream.range(0, 100).map(new Draw(key(2), 100)::of).toArray();
        assertThat(one).isNotEqualTo(other);
    }
}
