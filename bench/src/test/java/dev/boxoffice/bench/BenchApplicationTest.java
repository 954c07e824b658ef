package dev.boxoffice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchApplicationTest {

    @Test
    void rows_are_measured_in_an_order_in_which_none_disturbs_the_next() {
        assertThat(BenchApplication.inOrder(List.of("P6", "P12", "P1", "P11", "P9", "P2")))
                .containsExactly("P1", "P2", "P9", "P11", "P12", "P6");
        assertThatThrownBy(() -> BenchApplication.inOrder(List.of("P1", "P99"))).hasMessageContaining("P99");
    }
}
