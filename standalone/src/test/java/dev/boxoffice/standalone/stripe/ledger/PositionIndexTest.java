package dev.boxoffice.standalone.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionIndexTest {

    private static final int LIMIT = 3_000;
    private static final int ADDED = 20_000;

    /// So few hashes that most are shared by several, in long runs of slots.
    private static final int HASHES = 700;

    private record Entry(long ordinal, long hash) {}

    @Test
    void finds_every_one_of_the_newest_by_its_hash_and_none_that_is_forgotten() {
        var index = new PositionIndex(LIMIT);
        var random = new Random(7);
        var kept = new ArrayDeque<Entry>();
        for (var number = 0; number < ADDED; number++) {
            var hash = random.nextInt(HASHES) * 3L;
            kept.add(new Entry(index.add(hash, number * 10L, -number), hash));
            if (kept.size() > LIMIT) {
                var forgotten = kept.remove();
                assertThat(index.holds(forgotten.ordinal())).isFalse();
                assertThat(found(index, forgotten)).isFalse();
            }
        }
        assertThat(index.next() - index.oldest()).isEqualTo(LIMIT);
        assertThat(kept).allSatisfy(entry -> {
            assertThat(found(index, entry)).isTrue();
            assertThat(index.position(entry.ordinal())).isEqualTo(entry.ordinal() * 10);
            assertThat(index.mark(entry.ordinal())).isEqualTo(-entry.ordinal());
        });
    }

    @Test
    void an_object_that_changes_keeps_its_ordinal() {
        var index = new PositionIndex(LIMIT);
        var first = index.add(PositionIndex.hash("ch_1"), 10, 1);
        index.add(PositionIndex.hash("ch_2"), 20, 2);
        index.move(first, 30);
        assertThat(index.position(first)).isEqualTo(30);
        assertThat(index.<Long>first(PositionIndex.hash("ch_1"), ordinal -> (Long) ordinal))
                .isEqualTo(first);
        assertThat(index.next()).isEqualTo(2);
    }

    private static boolean found(PositionIndex index, Entry entry) {
        return index.<Boolean>first(entry.hash(), ordinal -> ordinal == entry.ordinal() ? Boolean.TRUE : null) != null;
    }
}
