package dev.boxoffice.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "\r\n",
                "\t",
                "\f",
                "\u200B",
                "\uFEFF",
                "\u00A0",
                "\u2028",
                "\u3000",
                "\uDB40\uDC41"
            })
    void nothing_invisible_stands_around_a_text(String around) {
        assertThat(PlainText.of(around + "a\n b" + around)).isEqualTo("a\n b");
        assertThat(PlainText.of(around + around)).isEmpty();
    }

    @Test
    void a_text_has_one_spelling() {
        assertThat(PlainText.of("Cafe\u0301")).isEqualTo("Café");
    }

    /// Anybody may send it: the time to read it grows as it does, not with its square.
    @Test
    void much_space_within_a_text_takes_no_longer_than_other_text() {
        var text = "a" + " ".repeat(1_000_000) + "a";
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PlainText.of(text)))
                .isEqualTo(text);
    }
}
