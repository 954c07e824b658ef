package dev.boxoffice.bench.sale;

import dev.boxoffice.bench.data.GeneratedBookings;
import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.BenchScale;
import dev.boxoffice.bench.load.BenchSeats;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.load.SaleClient;
import dev.boxoffice.bench.load.StandaloneStores;
import dev.boxoffice.bench.load.WarmUp;
import dev.boxoffice.bench.report.BenchChart;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// P1: whole sales through the gateway, from reserve to CONFIRMED, with rate limits as shipped.
public final class SalesRun {

    static final int THREADS = 48;
    private static final Duration SUSTAINED = Duration.ofSeconds(60);
    private static final Duration FIRST_MINUTE = Duration.ofSeconds(60);
    private static final Duration HALF_RATE = Duration.ofSeconds(30);
    private static final Duration EMPTY = Duration.ofSeconds(10);
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(15);
    private static final int MANY_BOOKINGS = 1_000_000;
    private static final int SEATS_PER_ROW = 100;
    private static final int ROWS = 600;
    private static final double LEAST_OF_EMPTY = 0.14;
    private static final double MOST_P99_MILLIS = 100;
    private static final double MOST_CLIENT_MILLIS = 0.3;
    private static final double MILLIS = 1e6;

    private final BenchPlatform platform;
    private final SaleClient client;
    private final StandaloneStores stores;

    public SalesRun(BenchPlatform platform, SaleClient client, StandaloneStores stores) {
        this.platform = platform;
        this.client = client;
        this.stores = stores;
    }

    public void measure(BenchReport report) throws Exception {
        var warmUp = seats("Bench sale warm-up", 2);
        var first = LoadRun.asFastAsItGoes(THREADS, FIRST_MINUTE, index -> sell(index, warmUp));
        report.add(new BenchFigure(
                "P1", "full sales, first minute of this run", rate(first), "–", "shown", first.failed() == 0));
        var warm = WarmUp.by(THREADS, WARM_UP_ROUND, index -> sell(index, warmUp));
        var emptyBefore = LoadRun.asFastAsItGoes(THREADS, EMPTY, client::empty).perSecond();
        var full = sustained(
                report, "full sales, 60 s from publication, after %d rounds".formatted(warm.rounds()), emptyBefore);
        var half = atHalfTheRate(report, full.perSecond() / 2);
        var beside = besideMany(report);
        report.add(BenchChart.bySecond(
                "P1: full sales a second",
                "/s",
                List.of(
                        new BenchChart.Line("first minute", first.bySecond()),
                        new BenchChart.Line("from publication, warm", full.bySecond()),
                        new BenchChart.Line("beside 1,000,000 bookings", beside.bySecond()))));
        report.add(BenchChart.ofLatencies(
                "P1: how long so many of the sales took at most",
                List.of(
                        new BenchChart.Line("at half the rate", half.latencies()),
                        new BenchChart.Line("as fast as it goes", full.latencies()))));
    }

    /// Of a new event as well, once code is compiled as it runs at that rate.
    private LoadRun.Result atHalfTheRate(BenchReport report, double rate) throws Exception {
        var warmUp = seats("Bench sale warm-up at half the rate", 1);
        var warm = WarmUp.byLatency(() -> LoadRun.atRate(THREADS, rate, WARM_UP_ROUND, index -> sell(index, warmUp)));
        var seats = seats("Bench sale at half the rate", 1);
        var half = LoadRun.atRate(THREADS, rate, HALF_RATE, index -> sell(index, seats));
        report.add(new BenchFigure(
                "P1",
                "p99 of a sale at half that rate, after %d rounds".formatted(warm.rounds()),
                "%.0f ms (p50 %.0f ms), %s; in the first round %.0f ms"
                        .formatted(
                                half.p99Millis(),
                                half.p50Millis(),
                                failures(half),
                                warm.first().p99Millis()),
                "–",
                "< 100 ms",
                half.p99Millis() < MOST_P99_MILLIS && half.failed() == 0));
        return half;
    }

    private LoadRun.Result besideMany(BenchReport report) throws Exception {
        try (var _ = GeneratedBookings.in(stores.postgres(), BenchScale.of(MANY_BOOKINGS))) {
            var empty = LoadRun.asFastAsItGoes(THREADS, EMPTY, client::empty).perSecond();
            return sustained(report, String.format(Locale.ROOT, "the same beside %,d bookings", MANY_BOOKINGS), empty);
        }
    }

    /// Of a new event, beginning with the first second after its publication.
    private LoadRun.Result sustained(BenchReport report, String what, double emptyBefore) throws Exception {
        var seats = seats("Bench sale", 1);
        var requests = client.requests();
        var cpu = cpuNanos();
        var full = LoadRun.asFastAsItGoes(THREADS, SUSTAINED, index -> sell(index, seats));
        var clientMillis = (cpuNanos() - cpu) / MILLIS / (client.requests() - requests);
        var emptyAfter = LoadRun.asFastAsItGoes(THREADS, EMPTY, client::empty).perSecond();
        var empty = (emptyBefore + emptyAfter) / 2;
        report.add(new BenchFigure(
                "P1",
                what,
                "%s = %.1f %%".formatted(rate(full), 100 * full.perSecond() / empty),
                String.format(Locale.ROOT, "%.0f/s empty endpoint, before and after", empty),
                "≥ 14 % of it",
                full.perSecond() >= LEAST_OF_EMPTY * empty && full.failed() == 0));
        report.add(new BenchFigure(
                "P1",
                "the load generator's processor time a request",
                String.format(Locale.ROOT, "%.2f ms", clientMillis),
                "–",
                "≤ 0.3 ms",
                clientMillis <= MOST_CLIENT_MILLIS));
        return full;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String rate(LoadRun.Result result) {
        return String.format(Locale.ROOT, "%.0f/s, %s", result.perSecond(), failures(result));
    }

    private static String failures(LoadRun.Result result) {
        return result.failed() + " failed" + (result.failed() > 0 ? " " + result.reasons() : "");
    }

    private void sell(long index, BenchSeats seats) throws Exception {
        client.pay(index, client.reserve(index, seats.next()));
    }

    private BenchSeats seats(String name, int events) throws InterruptedException {
        return new BenchSeats(platform.eventsOnSale(name, events, ROWS, SEATS_PER_ROW), ROWS * SEATS_PER_ROW);
    }
}
