package dev.boxoffice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferredWaitTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "wait=5 | 5",
                "wait=\"5\" | 5",
                "wait = 5 | 5",
                "WAIT=5 | 5",
                "respond-async, wait=5 | 5",
                "wait=5; x=y | 5",
                "wait=3, wait=9 | 3",
                "wait=999999999 | 10",
                "wait=0 |",
                "wait=-1 |",
                "wait=5s |",
                "wait=\"5 |",
                "waited=5 |",
                "wait |",
                "'' |",
                "|"
            })
    void a_wait_is_read_as_the_standard_writes_it(@Nullable String prefer, @Nullable Integer seconds) {
        assertThat(PreferredWait.of(prefer, Duration.ofSeconds(10)).map(PreferredWait::duration))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
}
