package dev.boxoffice.bench.waitingroom;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.load.StandaloneStores;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.client.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// P7: what a million who wait cost, and how fast a crowd may join.
public final class QueueRun {

    private static final int WAITING = Integer.getInteger("boxoffice.bench.waiting", 1_000_000);
    private static final int FEW = 1_000;
    private static final int TICKS = 2_000;
    private static final int MOST_BYTES = 40;
    private static final double MOST_SLOWDOWN = 1.5;

    private static final int THREADS = 48;
    private static final int USERS = 1_000;
    private static final int EVENTS = 40;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(15);

    private final BenchPlatform platform;

    public QueueRun(BenchPlatform platform) {
        this.platform = platform;
    }

    public void measure(BenchReport report) throws Exception {
        measureStore(report);
        measureJoins(report);
    }

    private void measureStore(BenchReport report) throws IOException {
        try (var redis = StandaloneStores.ofEnvironment().redis();
                var small = new BenchWaitingRoom(redis);
                var large = new BenchWaitingRoom(redis)) {
            small.join(FEW);
            var before = BenchWaitingRoom.usedMemory(redis);
            var start = System.nanoTime();
            large.join(WAITING);
            var seconds = (System.nanoTime() - start) / 1e9;
            var each = (BenchWaitingRoom.usedMemory(redis) - before) / (double) WAITING;
            report.add(new BenchFigure(
                    "P7",
                    "%,d waiting users in Redis".formatted(WAITING),
                    String.format(
                            Locale.ROOT,
                            "%.1f bytes each by MEMORY USAGE, %.1f by used_memory",
                            large.memoryUsage() / (double) WAITING,
                            each),
                    "%.0f joins/s, the script alone".formatted(WAITING / seconds),
                    "≤ 40 bytes",
                    each <= MOST_BYTES));
            measureTicks(report, small, large);
        }
    }

    private static void measureTicks(BenchReport report, BenchWaitingRoom small, BenchWaitingRoom large)
            throws IOException {
        for (var i = 0; i < TICKS / 4; i++) {
            small.tick();
            large.tick();
        }
        var few = new long[TICKS];
        var many = new long[TICKS];
        for (var i = 0; i < TICKS; i++) { // in turns, so that whatever else the machine does disturbs both
            few[i] = timed(small);
            many[i] = timed(large);
        }
        var fewMicros = median(few) / 1_000.0;
        var manyMicros = median(many) / 1_000.0;
        report.add(new BenchFigure(
                "P7",
                "a tick of that waiting room, median",
                "%.0f µs".formatted(manyMicros),
                "%.0f µs with %,d waiting".formatted(fewMicros, FEW),
                "independent of the length",
                manyMicros <= MOST_SLOWDOWN * fewMicros));
    }

    private static long timed(BenchWaitingRoom room) throws IOException {
        var start = System.nanoTime();
        room.tick();
        return System.nanoTime() - start;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private void measureJoins(BenchReport report) throws Exception {
        var operator = platform.visitor().signedIn("bench-operator", "operator");
        var users = new ArrayList<ApiClient>();
        for (var i = 0; i < USERS; i++) {
            users.add(platform.visitor().signedIn("bench-fan-" + i, "buyer"));
        }
        var events = new ArrayList<String>();
        for (var i = 0; i < EVENTS; i++) {
            events.add(waitingRoom(operator, i));
        }
        var next = new AtomicInteger();
        LoadRun.asFastAsItGoes(THREADS, WARM, index -> empty(users.get((int) index % USERS)));
        LoadRun.asFastAsItGoes(THREADS, WARM, _ -> join(users, events, next.getAndIncrement()));
        var empty = LoadRun.asFastAsItGoes(THREADS, TIME, index -> empty(users.get((int) index % USERS)));
        var joins = LoadRun.asFastAsItGoes(THREADS, TIME, _ -> join(users, events, next.getAndIncrement()));
        report.add(new BenchFigure(
                "P7",
                "joining through the gateway",
                String.format(
                        Locale.ROOT,
                        "%.0f/s = %.0f %%, %d failed %s",
                        joins.perSecond(),
                        100 * joins.perSecond() / empty.perSecond(),
                        joins.failed(),
                        joins.failed() > 0 ? joins.reasons() : ""),
                "%.0f/s empty authenticated endpoint".formatted(empty.perSecond()),
                "≥ 50 % of the empty endpoint",
                joins.perSecond() >= empty.perSecond() / 2 && joins.failed() == 0));
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()); // what everybody may see is as old as the last tick
        var joined = Math.min((long) next.get(), (long) USERS * EVENTS);
        var waiting = waiting(operator, events);
        report.add(new BenchFigure(
                "P7",
                "of the %,d who joined there wait".formatted(joined),
                "%,d".formatted(waiting),
                "–",
                "nobody is lost",
                waiting == joined));
    }

    private String waitingRoom(ApiClient operator, int number) throws IOException, InterruptedException {
        var event = platform.eventOnSale("Bench waiting room " + number, 2, 10);
        operator.put("/events/" + event + "/queue/settings", Map.of("mode", "ON", "admitPerMinute", 0))
                .expect(200);
        return event;
    }

    /// Each user joins each event once; who has done so everywhere only asks for their place again.
    private void join(List<ApiClient> users, List<String> events, int number) throws IOException, InterruptedException {
        var event = events.get(number / USERS % EVENTS);
        users.get(number % USERS).post("/events/" + event + "/queue", null).expect(201);
    }

    /// An id that cannot be a hold's: routed, token checked twice, and answered without any store.
    private void empty(ApiClient user) throws IOException, InterruptedException {
        user.get("/booking/holds/none").expect(404);
    }

    private long waiting(ApiClient operator, List<String> events) throws IOException, InterruptedException {
        var sum = 0L;
        for (var event : events) {
            sum += operator.get("/events/" + event + "/queue/serving")
                    .expect(200)
                    .json()
                    .path("waiting")
                    .asLong();
        }
        return sum;
    }
}
