package dev.boxoffice.bench.load;

import java.time.Duration;

/// How much of its time and of its generated rows a run takes: all, unless `BOXOFFICE_BENCH_SHARE` says less, to see
/// in minutes that a run goes through. Its figures are worth nothing then.
public final class BenchScale {

    private static final double SHARE = Double.parseDouble(System.getenv().getOrDefault("BOXOFFICE_BENCH_SHARE", "1"));

    private BenchScale() {}

    public static Duration of(Duration whole) {
        return Duration.ofMillis(Math.max(1, Math.round(whole.toMillis() * SHARE)));
    }

    /// At least one.
    public static int of(int whole) {
        return (int) Math.max(1, Math.round(whole * SHARE));
    }
}
