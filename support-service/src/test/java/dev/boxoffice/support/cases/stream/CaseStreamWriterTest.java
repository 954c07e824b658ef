package dev.boxoffice.support.cases.stream;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class CaseStreamWriterTest {

    /// As the container answers once it has ended a connection that broke.
    private static final class EndedEmitter extends SseEmitter {
        @Override
        public void complete() {
            throw new IllegalStateException("after an error had occurred");
        }

        @Override
        public void completeWithError(Throwable failure) {
            throw new IllegalStateException("after an error had occurred", failure);
        }
    }

    /// One reader who left must not end the round in which the others are told.
    @Test
    void a_connection_the_container_has_ended_is_not_ended_again() {
        var broken = new CaseStreamWriter(new EndedEmitter());
        assertThatCode(broken::complete).doesNotThrowAnyException();
        assertThatCode(() -> broken.completeWithError(new IOException("Broken pipe")))
                .doesNotThrowAnyException();
    }
}
