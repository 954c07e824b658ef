package dev.boxoffice.search.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionSnapshotTest {

    @Test
    void a_snapshot_sees_what_was_over_and_not_what_was_running_or_to_come() {
        var snapshot = TransactionSnapshot.parse("100:110:103,107");
        assertThat(snapshot.sees(Set.of(99L, 100L, 102L, 109L))).isTrue();
        assertThat(snapshot.sees(List.of(103L))).isFalse();
        assertThat(snapshot.sees(List.of(99L, 107L))).isFalse();
        assertThat(snapshot.sees(List.of(110L))).isFalse();
    }

    @Test
    void nothing_running_is_written_as_nothing() {
        assertThat(TransactionSnapshot.parse("748:748:")).isEqualTo(new TransactionSnapshot(748, 748, Set.of()));
    }

    @Test
    void ids_of_replication_are_the_low_half_of_the_full_ones() {
        var epoch = 1L << 32;
        var afterWrap = new TransactionSnapshot(epoch + 5, epoch + 10, Set.of(epoch + 7));
        assertThat(afterWrap.sees(List.of(6L))).isTrue();
        assertThat(afterWrap.sees(List.of(7L))).isFalse();
        assertThat(afterWrap.sees(List.of(10L))).isFalse();
        assertThat(afterWrap.sees(List.of(epoch - 3)))
                .as("from just before the wrap")
                .isTrue();
        var beforeWrap = new TransactionSnapshot(epoch - 5, epoch - 2, Set.of());
        assertThat(beforeWrap.sees(List.of(3L))).as("from just after the wrap").isFalse();
    }
}
