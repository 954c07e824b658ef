package dev.boxoffice.platform.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerSchedulerTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final AtomicInteger runs = new AtomicInteger();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private WorkerScheduler scheduler = new WorkerScheduler(List.of(), metrics);

    private Worker started(BooleanSupplier work, Duration pause) {
        var worker = new Worker("test-worker", pause) {
            @Override
            protected boolean runOnce() {
                return work.getAsBoolean();
            }
        };
        scheduler = new WorkerScheduler(List.of(worker), metrics);
        scheduler.start();
        return worker;
    }

    @AfterEach
    void stop() {
        scheduler.stop();
    }

    @Test
    void goes_on_without_a_pause_while_there_is_more_to_do() {
        started(() -> runs.incrementAndGet() < 5, LONG);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(runs).hasValue(5));
    }

    @Test
    void a_pause_ends_when_the_worker_is_woken() {
        var worker = started(
                () -> {
                    runs.incrementAndGet();
                    return false;
                },
                LONG);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(runs).hasValue(1));

        worker.wake();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(runs).hasValue(2));
    }

    @Test
    void outlives_a_failure_of_its_work_and_counts_it() {
        started(
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("the store is away");
                    }
                    return false;
                },
                Duration.ofMillis(1));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(runs).hasValueGreaterThan(1));
        assertThat(metrics.counter("boxoffice.worker.runs", "worker", "test-worker", "outcome", "failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nothing_runs_after_a_stop() {
        started(() -> runs.incrementAndGet() > 0, LONG);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(runs).hasPositiveValue());

        scheduler.stop();

        var last = runs.get();
        assertThat(scheduler.isRunning()).isFalse();
        assertThat(runs).hasValue(last);
    }
}
