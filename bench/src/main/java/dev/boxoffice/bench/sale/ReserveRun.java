package dev.boxoffice.bench.sale;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.BenchSeats;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.load.SaleClient;
import dev.boxoffice.bench.load.WarmUp;
import dev.boxoffice.bench.report.BenchChart;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// P2 and P3: how fast seats are held, and what happens when everybody wants the same one.
public final class ReserveRun {

    private static final int THREADS = 48;
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(10);
    private static final double LEAST_OF_EMPTY = 0.8;
    private static final int EVENTS = 4;
    private static final int ROWS = 1_000;
    private static final int SEATS_PER_ROW = 100;
    private static final int RUSH = 500;
    private static final int REHEARSALS = 10;

    private final BenchPlatform platform;

    public ReserveRun(BenchPlatform platform) {
        this.platform = platform;
    }

    public void measureRate(BenchReport report, SaleClient client) throws Exception {
        var seats =
                new BenchSeats(platform.eventsOnSale("Bench holds", EVENTS, ROWS, SEATS_PER_ROW), ROWS * SEATS_PER_ROW);
        LoadRun.Operation reserve = index -> client.reserve(index, seats.next());
        WarmUp.by(THREADS, WARM_UP_ROUND, client::empty);
        var warm = WarmUp.by(THREADS, WARM_UP_ROUND, reserve);
        var emptyBefore = LoadRun.asFastAsItGoes(THREADS, TIME, client::empty);
        var reserved = LoadRun.asFastAsItGoes(THREADS, TIME, reserve);
        var emptyAfter = LoadRun.asFastAsItGoes(THREADS, TIME, client::empty);
        var empty = (emptyBefore.perSecond() + emptyAfter.perSecond()) / 2;
        report.add(new BenchFigure(
                "P2",
                "reserve through the gateway",
                String.format(
                        Locale.ROOT,
                        "%.0f/s = %.0f %%, %d failed %s; at first %.0f/s",
                        reserved.perSecond(),
                        100 * reserved.perSecond() / empty,
                        reserved.failed(),
                        reserved.failed() > 0 ? reserved.reasons() : "",
                        warm.first().perSecond()),
                String.format(Locale.ROOT, "%.0f/s empty endpoint, before and after", empty),
                "≥ 80 % of the empty endpoint",
                reserved.perSecond() >= empty * LEAST_OF_EMPTY && reserved.failed() == 0));
        report.add(BenchChart.bySecond(
                "P2: answers a second",
                "/s",
                List.of(
                        new BenchChart.Line("reserve, at first", warm.first().bySecond()),
                        new BenchChart.Line("reserve, warm", reserved.bySecond()),
                        new BenchChart.Line("empty endpoint", emptyAfter.bySecond()))));
    }

    /// After rehearsals on other seats: a sale was announced and its event looked at for days before a rush, which
    /// so does not meet a process just started. The first rehearsal tells what it would have seen there.
    public void measureRush(BenchReport report) throws Exception {
        var tokens = platform.buyers(RUSH);
        var first = rush(tokens, new AtomicIntegerArray(600));
        for (var rehearsal = 1; rehearsal < REHEARSALS; rehearsal++) {
            rush(tokens, new AtomicIntegerArray(600));
        }
        var statuses = new AtomicIntegerArray(600);
        var result = rush(tokens, statuses);
        var serverErrors = 0;
        for (var status = 500; status < 600; status++) {
            serverErrors += statuses.get(status);
        }
        report.add(new BenchFigure(
                "P3",
                RUSH + " buyers on one seat",
                "%d × 201, %d × 409, %d × 5xx, p99 %.0f ms"
                        .formatted(statuses.get(201), statuses.get(409), serverErrors, result.p99Millis()),
                String.format(Locale.ROOT, "p99 %.0f ms in the first rush since the start", first.p99Millis()),
                "1 × 201, 499 × 409, p99 < 1 s",
                statuses.get(201) == 1 && statuses.get(409) == RUSH - 1 && result.p99Millis() < 1000));
    }

    private LoadRun.Result rush(List<ApiClient> tokens, AtomicIntegerArray statuses) throws Exception {
        var seat = platform.eventOnSale("Bench rush", 2, 10) + ".7";
        return LoadRun.times(RUSH, RUSH, index -> {
            var answer = tokens.get((int) index).reserve(seat);
            statuses.incrementAndGet(answer.status());
        });
    }
}
