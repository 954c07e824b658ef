package dev.boxoffice.booking.seats;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MirrorPropertiesTest {

    @Test
    void calls_without_a_ticket_would_never_end() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new MirrorProperties(second, second, 1, 0, second, second, second))
                .hasMessageContaining("boxoffice.mirror.rebuild-chunk");
    }
}
