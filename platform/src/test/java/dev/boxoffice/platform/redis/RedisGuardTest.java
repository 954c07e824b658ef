package dev.boxoffice.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;

class RedisGuardTest {
    private static final int CALLS = 4;
    private final AtomicInteger asked = new AtomicInteger();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RedisGuard guard =
            new RedisGuard(new RedisGuardProperties(80, CALLS, CALLS, Duration.ofHours(1), 1), metrics);

    private String timeOut() {
        asked.incrementAndGet();
        throw new QueryTimeoutException("no answer in time");
    }

    @Test
    void is_not_asked_again_once_it_has_failed_often_enough() {
        for (var call = 0; call < 2 * CALLS; call++) {
            assertThat(guard.ask(this::timeOut)).isEmpty();
        }

        assertThat(asked).hasValue(CALLS);
        assertThat(guard.outages()).isEqualTo(1);
        assertThat(metrics.get("boxoffice.redis.breaker.open").gauge().value()).isEqualTo(1);
    }

    @Test
    void reactive_callers_stand_before_the_same_breaker() {
        for (var call = 0; call < 2 * CALLS; call++) {
            var failing = guard.guard(Mono.fromSupplier(this::timeOut));
            assertThatThrownBy(failing::block).isInstanceOf(RedisUnavailableException.class);
        }

        assertThat(asked).hasValue(CALLS);
        assertThat(guard.ask(() -> "asked")).isEmpty();
    }

    @Test
    void a_call_that_nobody_waits_for_any_more_is_no_failure_and_keeps_no_permission() {
        for (var call = 0; call < 3 * CALLS; call++) {
            guard.guard(Mono.never()).subscribe().dispose();
        }

        assertThat(guard.ask(() -> "answered")).contains("answered");
    }

    @Test
    void an_error_of_the_caller_is_passed_on_and_opens_nothing() {
        for (var call = 0; call < 2 * CALLS; call++) {
            assertThatThrownBy(() -> guard.ask(() -> {
                        throw new IllegalStateException("a bug");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(guard.ask(() -> "answered")).contains("answered");
    }
}
