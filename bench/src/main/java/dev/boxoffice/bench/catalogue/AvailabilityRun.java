package dev.boxoffice.bench.catalogue;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// P4: the seat map of a stadium, asked for by everybody at once.
public final class AvailabilityRun {

    private static final int THREADS = 48;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int SEATS = 60_000;
    private static final int SEATS_PER_ROW = 100;
    private static final int HOLDS = 500;
    private static final int SEATS_A_HOLD = 8;
    private static final int LARGEST_BODY = 20 * 1024;

    private final BenchPlatform platform;
    private final List<ApiClient> buyers;

    public AvailabilityRun(BenchPlatform platform, List<ApiClient> buyers) {
        this.platform = platform;
        this.buyers = buyers;
    }

    public void measure(BenchReport report) throws Exception {
        var event = platform.eventOnSale("Bench stadium", SEATS / SEATS_PER_ROW, SEATS_PER_ROW);
        scatter(event);
        var path = "/events/" + event + "/availability";
        var body = get(path);
        var plain = platform.visitor().get(path).expect(200).body().length;
        LoadRun.asFastAsItGoes(THREADS, WARM, _ -> empty());
        LoadRun.asFastAsItGoes(THREADS, WARM, _ -> available(path));
        var empty = LoadRun.asFastAsItGoes(THREADS, TIME, _ -> empty());
        var available = LoadRun.asFastAsItGoes(THREADS, TIME, _ -> available(path));
        report.add(new BenchFigure(
                "P4",
                "availability of %,d seats, %,d of them held here and there".formatted(SEATS, HOLDS * SEATS_A_HOLD),
                String.format(
                        Locale.ROOT,
                        "%.0f/s = %.0f %%, %d failed %s",
                        available.perSecond(),
                        100 * available.perSecond() / empty.perSecond(),
                        available.failed(),
                        available.failed() > 0 ? available.reasons() : ""),
                "%.0f/s empty endpoint of the same service".formatted(empty.perSecond()),
                "≥ 60 % of the empty endpoint",
                available.perSecond() >= 0.6 * empty.perSecond() && available.failed() == 0));
        report.add(new BenchFigure(
                "P4",
                "its body",
                "%,d bytes, %,d as sent with gzip".formatted(plain, body.body().length),
                "–",
                "≤ 20 KB",
                plain <= LARGEST_BODY));
        revisit(report, event);
    }

    private void revisit(BenchReport report, String event) throws Exception {
        var path = "/events/" + event + "/seat-map";
        var first = get(path);
        var tag = first.etag();
        var again = get(path, "If-None-Match", tag);
        report.add(new BenchFigure(
                "P4",
                "geometry on revisit",
                "%d with %d bytes".formatted(again.status(), again.body().length),
                "%d with %,d bytes at first".formatted(first.status(), first.body().length),
                "304",
                again.status() == 304 && again.body().length == 0));
    }

    /// Seats held all over the stadium, so that the body does not compress to nothing.
    private void scatter(String event) throws Exception {
        var seats = new Random(4)
                .ints(0, SEATS)
                .distinct()
                .limit((long) HOLDS * SEATS_A_HOLD)
                .toArray();
        LoadRun.times(THREADS, HOLDS, index -> {
            var from = (int) index * SEATS_A_HOLD;
            var tickets = Stream.iterate(from, i -> i + 1)
                    .limit(SEATS_A_HOLD)
                    .map(i -> event + "." + seats[i])
                    .toList();
            buyers.get((int) index % buyers.size())
                    .post("/booking/reserve", Map.of("ticketIds", tickets))
                    .expect(201);
        });
    }

    /// An id that cannot be a venue's: the same gateway, the same service, and nothing to do.
    private void empty() {
        get("/venues/none").expect(404);
    }

    private void available(String path) {
        get(path).expect(200);
    }

    private ApiAnswer get(String path, String... headers) {
        return platform.visitor().withHeader("Accept-Encoding", "gzip").get(path, headers);
    }
}
