package dev.boxoffice.booking.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// What happens to an event whose change Redis told nobody of.
@TestPropertySource(properties = "boxoffice.catalogue.refresh=100ms")
class CatalogueRefreshTest extends BookingServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    SaleCatalogueService catalogue;

    @Test
    void a_change_that_nobody_was_told_of_is_seen_once_the_event_was_asked_for() {
        var changed = concert().seated("Stalls", 1, 2, 4500).open();
        var unchanged = concert().seated("Stalls", 1, 2, 4500).open();
        catalogue.find(changed.id());
        var before = catalogue.find(unchanged.id()).orElseThrow();
        var start = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);

        changed.move(start, null);
        catalogue.find(changed.id());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(catalogue
                                .find(changed.id())
                                .orElseThrow()
                                .programme()
                                .startsAt())
                        .isEqualTo(start));
        assertThat(catalogue.find(unchanged.id()).orElseThrow())
                .as("read once, and compared since")
                .isSameAs(before);
    }
}
