package dev.boxoffice.bench.sale;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.BenchScale;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.load.SaleClient;
import dev.boxoffice.bench.load.StandaloneStores;
import dev.boxoffice.bench.load.WarmUp;
import dev.boxoffice.bench.report.BenchChart;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// P11: what it costs to ask for the best seats of an event of 200,000 places that has none left, and whether any Lua
/// script keeps Redis from everybody else for long. The places are held, not paid for: for a buyer it is the same, and
/// nobody prints 200,000 tickets meanwhile.
public final class SoldOutRun {

    private static final int LARGE = 200_000;
    private static final int SMALL = 1_000;
    private static final int HALL_ROWS = 600;
    private static final int SEATS_PER_ROW = 100;
    private static final int SELLERS = 4;
    private static final int QUESTIONS = BenchScale.of(1_000);
    private static final int ROUNDS = 3;
    private static final int TOGETHER = 2;
    private static final int LARGE_HOLDS = 60;
    private static final int MOST_FAILURES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAID_FOR = 10;
    private static final double MOST_APART = 1.2;
    private static final long MOST_SCRIPT_MICROS = 2_000;

    private final BenchPlatform platform;
    private final SaleClient client;
    private final StandaloneStores stores;

    public SoldOutRun(BenchPlatform platform, SaleClient client, StandaloneStores stores) {
        this.platform = platform;
        this.client = client;
        this.stores = stores;
    }

    public void measure(BenchReport report) throws Exception {
        var small = soldOut("Bench sold out", SMALL);
        var large = soldOut("Bench sold out at large", LARGE);
        var hall = platform.eventOnSale("Bench large holds", HALL_ROWS, SEATS_PER_ROW);
        try (var log = SlowScriptLog.of(stores.redis(), MOST_SCRIPT_MICROS)) {
            compare(report, log, small, large);
            holdMuch(log, hall);
            report.add(SlowScriptFigure.of(
                    "P11", "scripts over 2 ms, one request at a time, up to 200 seats each", log, MOST_SCRIPT_MICROS));
        }
    }

    private String soldOut(String name, int places) throws Exception {
        var event = platform.standingEventOnSale(name, places);
        var sold =
                LoadRun.times(SELLERS, places / BenchPlatform.MOST_OF_A_BOOKING, index -> holdPatiently(index, event));
        if (sold.failed() > 0) {
            throw new IllegalStateException(name + " is not sold out: " + sold.reasons());
        }
        return event;
    }

    /// A platform that was just started may need a moment.
    private void holdPatiently(long index, String event) throws IOException {
        for (var failures = 0; ; failures++) {
            try {
                client.reserveBest(index, event, BenchPlatform.MOST_OF_A_BOOKING);
                return;
            } catch (IllegalStateException refused) {
                if (failures == MOST_FAILURES) {
                    throw refused;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private LoadRun.Result ask(SlowScriptLog log, String event) throws InterruptedException {
        return LoadRun.times(1, QUESTIONS, index -> log.watch(() -> client.findSoldOut(index, event, TOGETHER)));
    }

    /// In turns, so that what drifts on the machine meets both.
    private void compare(BenchReport report, SlowScriptLog log, String small, String large) throws Exception {
        var first = ask(log, large);
        WarmUp.by(() -> {
            ask(log, large);
            return ask(log, small);
        });
        var fewMillis = 0.0;
        var manyMillis = 0.0;
        var failed = 0L;
        var last = first;
        for (var round = 0; round < ROUNDS; round++) {
            var few = ask(log, small);
            last = ask(log, large);
            fewMillis += few.p50Millis() / ROUNDS;
            manyMillis += last.p50Millis() / ROUNDS;
            failed += few.failed() + last.failed();
        }
        report.add(new BenchFigure(
                "P11",
                String.format(Locale.ROOT, "best available, none of %,d places left", LARGE),
                String.format(
                        Locale.ROOT,
                        "p50 %.2f ms, p99 %.1f ms, %d failed; at first p99 %.1f ms",
                        manyMillis,
                        last.p99Millis(),
                        failed,
                        first.p99Millis()),
                String.format(Locale.ROOT, "p50 %.2f ms with %,d places", fewMillis, SMALL),
                "as with few",
                failed == 0 && manyMillis <= MOST_APART * fewMillis));
        report.add(BenchChart.ofLatencies(
                "P11: a refusal where none of 200,000 places is left",
                List.of(
                        new BenchChart.Line("at first", first.latencies()),
                        new BenchChart.Line("warm", last.latencies()))));
    }

    /// Holds as large as there are, all of them looked at, some of them paid for and the others given back.
    private void holdMuch(SlowScriptLog log, String hall) throws Exception {
        record Held(long buyer, String hold) {}
        var holds = new ConcurrentLinkedQueue<Held>();
        var done = LoadRun.times(1, LARGE_HOLDS, index -> {
            log.watch(
                    () -> holds.add(new Held(index, client.reserveBest(index, hall, BenchPlatform.MOST_OF_A_BOOKING))));
            log.watch(() -> client.availability(index, hall));
        });
        var ended = LoadRun.times(1, LARGE_HOLDS, index -> {
            var held = holds.remove();
            if (index % PAID_FOR == 0) {
                log.watch(() -> client.pay(held.buyer(), held.hold()));
            } else {
                log.watch(() -> client.release(held.buyer(), held.hold()));
            }
        });
        if (done.failed() + ended.failed() > 0) {
            throw new IllegalStateException("a large hold failed: " + done.reasons() + ended.reasons());
        }
    }
}
