package dev.boxoffice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LoadRunTest {

    @Test
    void every_operation_runs_once_and_failures_are_counted_by_reason() throws Exception {
        var seen = ConcurrentHashMap.<Long>newKeySet();
        var result = LoadRun.times(8, 1_000, index -> {
            seen.add(index);
            if (index % 10 == 0) {
                throw new IllegalStateException("409 seat-taken");
            }
        });
        assertThat(seen).hasSize(1_000);
        assertThat(result.succeeded()).isEqualTo(900);
        assertThat(result.failed()).isEqualTo(100);
        assertThat(result.reasons()).contains("409 seat-taken=100");
    }

    /// A stall of the server must show in the latency of what was due meanwhile, not only of the one that stalled.
    @Test
    void at_a_fixed_rate_latency_counts_from_when_it_was_due() throws Exception {
        var result = LoadRun.atRate(1, 100, Duration.ofSeconds(1), index -> {
            if (index == 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
            }
        });
        assertThat(result.p99Millis()).isGreaterThan(400);
        assertThat(result.succeeded()).isEqualTo(100);
    }

    @Test
    void successes_are_told_second_by_second() throws Exception {
        var result = LoadRun.atRate(4, 50, Duration.ofSeconds(2), _ -> {});
        assertThat(result.bySecond().stream().mapToDouble(Double::doubleValue).sum())
                .isLessThanOrEqualTo(100);
        assertThat(result.latencies()).hasSameSizeAs(LoadRun.PERCENTILES).isSorted();
    }

    @Test
    void it_is_warm_when_two_rounds_in_a_row_are_no_faster() throws Exception {
        var rates = new ArrayDeque<>(List.of(10.0, 20.0, 30.0, 29.0, 40.0, 41.0, 40.0));
        var warm = WarmUp.by(() -> round(rates.remove()));
        assertThat(warm.rounds()).isEqualTo(7);
        assertThat(warm.first().perSecond()).isEqualTo(10);
    }

    private static LoadRun.Result round(double perSecond) {
        return new LoadRun.Result(perSecond, 1, 2, 3, 0, "{}", List.of(), List.of());
    }

    /// P9: of events that have sold already, only seats that are still there.
    @Test
    void seats_are_handed_out_once() {
        var seats = new BenchSeats(List.of("a", "b", "c"), 4);
        assertThat(List.of(seats.next(), seats.next())).containsExactly("a.0", "b.0");
        var again = seats.ofTouched(100);
        assertThat(List.of(again.next(), again.next(), again.next())).containsExactly("a.1", "b.1", "a.2");
    }
}
