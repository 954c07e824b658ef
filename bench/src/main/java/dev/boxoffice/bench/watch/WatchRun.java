package dev.boxoffice.bench.watch;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.client.ApiClient;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/// P5: thousands watch one event through the gateway while its seats change hands.
public final class WatchRun {

    private static final int WATCHERS = Integer.getInteger("boxoffice.bench.watchers", 5_000);
    private static final int CHANGES_PER_SECOND = 200;
    private static final int SEATS_A_HOLD = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final Duration CONNECTING = Duration.ofMinutes(3);
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration LAST_FRAMES = Duration.ofSeconds(10);
    private static final int THREADS = 24;
    private static final int ROWS = 100;
    private static final int SEATS_PER_ROW = 100;
    private static final long MEGABYTE = 1 << 20;
    private static final long MOST_HEAP = 300 * MEGABYTE;

    private final URI base;
    private final BenchPlatform platform;
    private final List<ApiClient> buyers;

    /// When each change was asked for: before its request was sent, so that what is measured is an upper bound.
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    private final AtomicInteger nextSeat = new AtomicInteger();

    public WatchRun(URI base, BenchPlatform platform, List<ApiClient> buyers) {
        this.base = base;
        this.platform = platform;
        this.buyers = buyers;
    }

    public void measure(BenchReport report) throws Exception {
        var event = platform.eventOnSale("Bench watchers", ROWS, SEATS_PER_ROW);
        var heapBefore = heap();
        try (var frozen = WatcherGroup.connect(base, event, 4 * 1024);
                var watchers = WatcherGroup.of(base, event, WATCHERS)) {
            var begun = waitUntilAllBegan(watchers);
            change(event, WARM_UP);
            asked.clear();
            var result = change(event, TIME);
            LockSupport.parkNanos(LAST_FRAMES.toNanos());
            var heapAfter = heap();
            report(report, watchers, begun, result);
            reportHeap(report, heapBefore, heapAfter, frozen.isConnected());
        }
    }

    private static int waitUntilAllBegan(WatcherGroup watchers) {
        var end = System.nanoTime() + CONNECTING.toNanos();
        while (watchers.begun() < WATCHERS && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return watchers.begun();
    }

    /// Each call changes eight seats: half of the calls hold them, half let them go.
    private LoadRun.Result change(String event, Duration time) throws InterruptedException {
        return LoadRun.atRate(THREADS, CHANGES_PER_SECOND / (2.0 * SEATS_A_HOLD), time, index -> {
            var buyer = buyers.get((int) index % buyers.size());
            var seats = IntStream.range(0, SEATS_A_HOLD)
                    .map(_ -> nextSeat.getAndIncrement() % (ROWS * SEATS_PER_ROW))
                    .toArray();
            note(seats, 1);
            var hold = buyer.post(
                            "/booking/reserve",
                            Map.of(
                                    "ticketIds",
                                    IntStream.of(seats)
                                            .mapToObj(seat -> event + "." + seat)
                                            .toList()))
                    .expect(201)
                    .json()
                    .path("holdId")
                    .asString();
            note(seats, 0);
            buyer.delete("/booking/holds/" + hold).expect(204);
        });
    }

    private void note(int[] seats, int status) {
        var now = System.nanoTime();
        for (var seat : seats) {
            asked.putIfAbsent(seat + ":" + status, now);
        }
    }

    private void report(BenchReport report, WatcherGroup watchers, int begun, LoadRun.Result changes) {
        var delays = new Histogram(Duration.ofMinutes(5).toNanos() / 1_000, 3);
        var told = new HashMap<String, Long>();
        var missing = 0L;
        for (var frame : watchers.frames()) {
            if (!frame.event().equals("seats")) {
                continue;
            }
            var version = Long.parseLong(frame.id());
            var arrivals = watchers.arrivalsOf(version);
            missing += begun - arrivals.length;
            for (JsonNode change : frame.json().path("changes")) {
                for (var key : toldBy(change)) {
                    var since = asked.get(key);
                    if (since != null && told.putIfAbsent(key, version) == null) {
                        for (var at : arrivals) {
                            delays.recordValue(Math.max(0, (at - since) / 1_000));
                        }
                    }
                }
            }
        }
        var p99 = delays.getValueAtPercentile(99) / 1_000.0;
        report.add(new BenchFigure(
                "P5",
                "%,d watchers, %d changes/s asked for: delay from request to watcher"
                        .formatted(begun, CHANGES_PER_SECOND),
                "p50 %.0f ms, p99 %.0f ms, max %.0f ms"
                        .formatted(delays.getValueAtPercentile(50) / 1_000.0, p99, delays.getMaxValue() / 1_000.0),
                "%.0f changes/s made, %d calls failed %s"
                        .formatted(
                                changes.perSecond() * 2 * SEATS_A_HOLD,
                                changes.failed(),
                                changes.failed() > 0 ? changes.reasons() : ""),
                "p99 < 1 s",
                begun == WATCHERS && p99 < LATE.toMillis() && delays.getTotalCount() > 0));
        report.add(new BenchFigure(
                "P5",
                "changes that did not reach a watcher",
                "%d frames missed, %d of %d changes untold, %d let go"
                        .formatted(missing, asked.size() - told.size(), asked.size(), watchers.ended()),
                "–",
                "none",
                missing == 0 && asked.size() == told.size() && watchers.ended() == 0));
    }

    /// A seat that is free again tells of its hold too, where both fell into one frame.
    private static List<String> toldBy(JsonNode change) {
        var seat = change.path(0).asInt();
        return change.path(1).asInt() == 0 ? List.of(seat + ":1", seat + ":0") : List.of(seat + ":1");
    }

    private static void reportHeap(BenchReport report, Heap before, Heap after, boolean frozen) {
        var grown = after.gateway().orElse(0)
                - before.gateway().orElse(0)
                + after.events().orElse(0)
                - before.events().orElse(0);
        var known = before.gateway().isPresent() && before.events().isPresent();
        report.add(new BenchFigure(
                "P5",
                "heap for them, gateway + event-service" + (frozen ? ", a frozen reader among them" : ""),
                known
                        ? "%d MB (%d + %d)"
                                .formatted(
                                        grown / MEGABYTE,
                                        (after.gateway().orElse(0)
                                                        - before.gateway().orElse(0))
                                                / MEGABYTE,
                                        (after.events().orElse(0)
                                                        - before.events().orElse(0))
                                                / MEGABYTE)
                        : "not to be seen from here",
                "after a full collection",
                "< 300 MB",
                known && grown < MOST_HEAP));
    }

    private record Heap(OptionalLong gateway, OptionalLong events) {}

    private static Heap heap() throws Exception {
        return new Heap(HeapProbe.of("gateway"), HeapProbe.of("event-service"));
    }
}
