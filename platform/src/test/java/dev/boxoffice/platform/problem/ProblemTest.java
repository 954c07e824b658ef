package dev.boxoffice.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class ProblemTest {

    @Test
    void whoever_is_to_come_back_is_told_when() {
        for (var type : List.of(ProblemTypes.RATE_LIMITED, ProblemTypes.UNAVAILABLE)) {
            assertThat(retryAfter(Problem.of(type, "Later."))).hasSize(1);
            assertThat(retryAfter(Problem.ofStatus(type.status()))).hasSize(1);
        }
    }

    @Test
    void the_pause_that_is_known_is_the_one_that_is_told() {
        for (var type : List.of(ProblemTypes.RATE_LIMITED, ProblemTypes.UNAVAILABLE)) {
            assertThat(retryAfter(Problem.of(type, "Later.").header(HttpHeaders.RETRY_AFTER, "77")))
                    .containsExactly("77");
            assertThat(retryAfter(Problem.of(type, "Later.").retryAfter(Duration.ofMillis(76_001))))
                    .containsExactly("77");
        }
    }

    @Test
    void whoever_may_come_back_at_any_time_is_told_none() {
        assertThat(retryAfter(Problem.of(ProblemTypes.CONFLICT, "No."))).isEmpty();
    }

    private static List<String> retryAfter(Problem problem) {
        return problem.toResponse().getHeaders().getOrEmpty(HttpHeaders.RETRY_AFTER);
    }
}
