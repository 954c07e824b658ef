package dev.boxoffice.event.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedResponseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "deflate, GZIP;q=0.5 | true",
                "gzip;q=0 | false",
                "gzip; q=0.000 | false",
                "br | false",
                "x-gzip2 | false",
                "'' | false"
            })
    void gzip_is_sent_to_who_takes_it(String acceptEncoding, boolean accepted) {
        assertThat(Gzip.isAccepted(acceptEncoding)).isEqualTo(accepted);
        assertThat(Gzip.isAccepted(null)).isFalse();
    }
}
