package dev.boxoffice.bench.load;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/// Rounds of an operation until two in a row are no faster than those before: JVMs that share few cores take
/// minutes to compile what a request runs, and one slow round says nothing.
///
/// @param first what somebody sees who comes before that
public record WarmUp(LoadRun.Result first, int rounds) {

    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 12;
    private static final int SLOWER_IN_A_ROW = 2;
    private static final double FASTER = 1.03;

    /// One round.
    @FunctionalInterface
    public interface Round {
        LoadRun.Result run() throws Exception;
    }

    public static WarmUp by(int threads, Duration round, LoadRun.Operation operation) throws Exception {
        return by(() -> LoadRun.asFastAsItGoes(threads, round, operation));
    }

    public static WarmUp by(Round round) throws Exception {
        return by(round, LoadRun.Result::perSecond);
    }

    /// At a rate that is given, until the slowest are no faster.
    public static WarmUp byLatency(Round round) throws Exception {
        return by(round, result -> 1 / result.p99Millis());
    }

    private static WarmUp by(Round round, ToDoubleFunction<LoadRun.Result> speed) throws Exception {
        var first = round.run();
        var fastest = speed.applyAsDouble(first);
        var slower = 0;
        for (var rounds = 2; rounds <= MOST_ROUNDS; rounds++) {
            var now = speed.applyAsDouble(round.run());
            slower = now < fastest * FASTER ? slower + 1 : 0;
            if (rounds >= LEAST_ROUNDS && slower >= SLOWER_IN_A_ROW) {
                return new WarmUp(first, rounds);
            }
            fastest = Math.max(fastest, now);
        }
        return new WarmUp(first, MOST_ROUNDS);
    }
}
