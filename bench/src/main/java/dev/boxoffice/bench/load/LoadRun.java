package dev.boxoffice.bench.load;

import dev.boxoffice.client.UnexpectedAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.HdrHistogram.ConcurrentHistogram;

/// Drives one operation from several threads, as fast as it goes or at a fixed rate, bounded in time.
public final class LoadRun {

    private static final long NANOS = 1_000_000_000;
    private static final long MAX_TRACKED_MICROS = Duration.ofMinutes(2).toNanos() / 1000;

    /// At which of the successes latency is told, for a picture of it.
    public static final List<Double> PERCENTILES = List.of(50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 100.0);

    /// @param perSecond operations that succeeded, a second
    /// @param p99Millis latency of successes; at a fixed rate from when each was due, so a stall shows
    /// @param bySecond how many succeeded in each second
    /// @param latencies milliseconds at each of [#PERCENTILES]
    public record Result(
            double perSecond,
            double p50Millis,
            double p99Millis,
            long succeeded,
            long failed,
            String reasons,
            List<Double> bySecond,
            List<Double> latencies) {}

    /// An operation; `index` counts from 0 across all threads. It answers whether it succeeded and throws why not.
    public interface Operation {
        void run(long index) throws Exception;
    }

    private LoadRun() {}

    public static Result asFastAsItGoes(int threads, Duration time, Operation operation) throws InterruptedException {
        var end = System.nanoTime() + BenchScale.of(time).toNanos();
        return run(threads, operation, 0, _ -> System.nanoTime() < end);
    }

    public static Result times(int threads, long count, Operation operation) throws InterruptedException {
        return run(threads, operation, 0, index -> index < count);
    }

    public static Result atRate(int threads, double perSecond, Duration time, Operation operation)
            throws InterruptedException {
        var count = (long) (perSecond * BenchScale.of(time).toMillis() / 1000);
        return run(threads, operation, (long) (1e9 / perSecond), index -> index < count);
    }

    private static Result run(int threads, Operation operation, long nanosBetween, LongPredicate goesOn)
            throws InterruptedException {
        var histogram = new ConcurrentHistogram(MAX_TRACKED_MICROS, 3);
        var failures = new ConcurrentHashMap<String, LongAdder>();
        var seconds = new ConcurrentSkipListMap<Long, LongAdder>();
        var next = new AtomicLong();
        var start = System.nanoTime();
        var workers = new ArrayList<Thread>();
        for (var i = 0; i < threads; i++) {
            workers.add(Thread.ofVirtual().start(() -> {
                for (var index = next.getAndIncrement(); goesOn.test(index); index = next.getAndIncrement()) {
                    var due = nanosBetween == 0 ? System.nanoTime() : start + index * nanosBetween;
                    for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    try {
                        operation.run(index);
                        var ended = System.nanoTime();
                        histogram.recordValue(Math.min((ended - due) / 1000, MAX_TRACKED_MICROS));
                        seconds.computeIfAbsent((ended - start) / NANOS, _ -> new LongAdder())
                                .increment();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return;
                    } catch (Exception failure) {
                        failures.computeIfAbsent(reason(failure), _ -> new LongAdder())
                                .increment();
                    }
                }
            }));
        }
        for (var worker : workers) {
            worker.join();
        }
        var took = (System.nanoTime() - start) / 1e9;
        return new Result(
                histogram.getTotalCount() / took,
                histogram.getValueAtPercentile(50) / 1000.0,
                histogram.getValueAtPercentile(99) / 1000.0,
                histogram.getTotalCount(),
                failures.values().stream().mapToLong(LongAdder::sum).sum(),
                failures.toString(),
                wholeSeconds(seconds, (long) took),
                PERCENTILES.stream()
                        .map(percentile -> histogram.getValueAtPercentile(percentile) / 1000.0)
                        .toList());
    }

    /// The last second is left out where it is not a whole one.
    private static List<Double> wholeSeconds(Map<Long, LongAdder> seconds, long count) {
        return LongStream.range(0, count)
                .mapToObj(second -> {
                    var succeeded = seconds.get(second);
                    return succeeded == null ? 0.0 : succeeded.doubleValue();
                })
                .toList();
    }

    /// The same for all failures of one kind, which the report counts.
    private static String reason(Exception failure) {
        return failure instanceof UnexpectedAnswerException unexpected
                ? unexpected.kind()
                : String.valueOf(failure.getMessage());
    }
}
