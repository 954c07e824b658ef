package dev.boxoffice.support.monitoring.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SyntheticCaseTest extends SupportServiceTest {

    @Autowired
    private SyntheticCaseWorker synthetic;

    @Test
    void a_synthetic_case_proves_the_timers_and_bothers_nobody() {
        synthetic.runOnce();
        synthetic.runOnce(); // another replica, the same interval
        assertThat(health().path("syntheticAgeSeconds").isNull()).isTrue();

        pass(Duration.ofSeconds(5));

        assertThat(health().path("syntheticAgeSeconds").asInt()).isZero();
        assertThat(health().path("openCases").asInt()).isZero();
        assertThat(health().path("breachedLastDay").asInt()).isZero();
        assertThat(jdbc.sql("select count(*) from support.support_case")
                        .query(Long.class)
                        .single())
                .isOne();
    }
}
