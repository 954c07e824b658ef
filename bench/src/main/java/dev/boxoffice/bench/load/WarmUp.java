package dev.boxoffice.bench.load;

import java.time.Duration;

/// Rounds of an operation until one is no faster than those before: JVMs that share few cores take minutes to compile
/// what a request runs.
///
/// @param first what somebody sees who comes before that
public record WarmUp(LoadRun.Result first, int rounds) {

    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 12;
    private static final double FASTER = 1.05;

    /// One round.
    @FunctionalInterface
    public interface Round {
        LoadRun.Result run() throws Exception;
    }

    public static WarmUp by(int threads, Duration round, LoadRun.Operation operation) throws Exception {
        return by(() -> LoadRun.asFastAsItGoes(threads, round, operation));
    }

    public static WarmUp by(Round round) throws Exception {
        var first = round.run();
        var fastest = first.perSecond();
        for (var rounds = 2; rounds <= MOST_ROUNDS; rounds++) {
            var now = round.run().perSecond();
            if (rounds >= LEAST_ROUNDS && now < fastest * FASTER) {
                return new WarmUp(first, rounds);
            }
            fastest = Math.max(fastest, now);
        }
        return new WarmUp(first, MOST_ROUNDS);
    }
}
