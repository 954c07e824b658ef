package dev.boxoffice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void the_report_tells_met_from_missed(@TempDir Path directory) throws Exception {
        var text = new ByteArrayOutputStream();
        var report = new BenchReport(new PrintStream(text, true, StandardCharsets.UTF_8));
        report.add(new BenchFigure("P3", "a <rush>", "1 × 201", "–", "1 × 201", true));
        assertThat(report.allMet()).isTrue();
        report.add(new BenchFigure("P1", "sales", "10/s", "–", "≥ 400/s", false));
        report.writeHtml(directory.resolve("figures.html"));
        assertThat(report.allMet()).isFalse();
        assertThat(text.toString(StandardCharsets.UTF_8)).contains("MISSED");
        assertThat(Files.readString(directory.resolve("figures.html"))).contains("a &lt;rush&gt;");
    }
}
