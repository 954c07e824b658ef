package dev.boxoffice.bench.sale;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.BenchScale;
import dev.boxoffice.bench.load.BenchSeats;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.load.SaleClient;
import dev.boxoffice.bench.load.WarmUp;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/// P9: whether reserve and confirm get slower with larger events, or with more of them. The platforms compared
/// are one: rounds on each kind of event take turns, so that what drifts on the machine drifts for all.
public final class GrowthRun {

    private static final int MANY_EVENTS =
            BenchScale.of(Integer.parseInt(System.getenv().getOrDefault("BOXOFFICE_BENCH_GROWTH_EVENTS", "10000")));
    private static final int FEW_EVENTS = 10;
    private static final int THREADS = 48;
    private static final int ROUNDS = 4;
    private static final int SALES_A_ROUND = BenchScale.of(800);
    private static final double MOST_APART = 0.2;

    private final BenchPlatform platform;
    private final SaleClient client;

    public GrowthRun(BenchPlatform platform, SaleClient client) {
        this.platform = platform;
        this.client = client;
    }

    public void measure(BenchReport report) throws Exception {
        var small = seats("small", 2 * FEW_EVENTS, 10); // the warm-up takes half of them at most
        var large = seats("large", FEW_EVENTS, 600);
        var warm = WarmUp.by(() -> {
            sell(small, SALES_A_ROUND);
            return sell(large, SALES_A_ROUND).confirmed();
        });
        report.add(new BenchFigure(
                "P9",
                "confirm, the first round, before %d of warm-up".formatted(warm.rounds() - 1),
                String.format(Locale.ROOT, "%.0f/s", warm.first().perSecond()),
                "–",
                "shown",
                true));
        compare(report, "60,000 seats an event, against 1,000", small, large);
        var few = seats("few", FEW_EVENTS, 10);
        var many = new BenchSeats(platform.eventsOnSale("Bench growth many", MANY_EVENTS, 1, 10), 10);
        var events = String.format(Locale.ROOT, "%,d events, against %d", MANY_EVENTS + 4 * FEW_EVENTS, FEW_EVENTS);
        compare(report, events + ", each sale the first of its event", few, many);
        compare(report, events + ", that have sold before", few, many.ofTouched(ROUNDS * SALES_A_ROUND));
    }

    private BenchSeats seats(String name, int events, int rows) throws Exception {
        return new BenchSeats(platform.eventsOnSale("Bench growth " + name, events, rows, 100), rows * 100);
    }

    private void compare(BenchReport report, String what, BenchSeats one, BenchSeats other) throws Exception {
        var ones = new Rates();
        var others = new Rates();
        for (var round = 0; round < ROUNDS; round++) {
            ones.add(sell(one, SALES_A_ROUND));
            others.add(sell(other, SALES_A_ROUND));
        }
        add(report, "reserve, " + what, ones.reserves(), others.reserves());
        add(report, "confirm, " + what, ones.confirms(), others.confirms());
    }

    private static void add(BenchReport report, String what, double baseline, double seen) {
        report.add(new BenchFigure(
                "P9",
                what,
                String.format(Locale.ROOT, "%.0f/s, %+.0f %%", seen, 100 * (seen / baseline - 1)),
                String.format(Locale.ROOT, "%.0f/s", baseline),
                "within 20 %",
                seen >= baseline * (1 - MOST_APART)));
    }

    /// All seats of a round are held first, and paid for then.
    private Round sell(BenchSeats seats, int sales) throws InterruptedException {
        record Held(long buyer, String hold) {}
        var holds = new ConcurrentLinkedQueue<Held>();
        var reserved =
                LoadRun.times(THREADS, sales, index -> holds.add(new Held(index, client.reserve(index, seats.next()))));
        var confirmed = LoadRun.times(THREADS, holds.size(), _ -> {
            var held = holds.remove();
            client.pay(held.buyer(), held.hold());
        });
        if (reserved.failed() + confirmed.failed() > 0) {
            throw new IllegalStateException("a sale failed: " + reserved.reasons() + confirmed.reasons());
        }
        return new Round(reserved, confirmed);
    }

    private record Round(LoadRun.Result reserved, LoadRun.Result confirmed) {

        double secondsToReserve() {
            return SALES_A_ROUND / reserved.perSecond();
        }

        double secondsToConfirm() {
            return SALES_A_ROUND / confirmed.perSecond();
        }
    }

    private static final class Rates {
        private final List<Round> rounds = new ArrayList<>();

        void add(Round round) {
            rounds.add(round);
        }

        double reserves() {
            return rounds.size()
                    * SALES_A_ROUND
                    / rounds.stream().mapToDouble(Round::secondsToReserve).sum();
        }

        double confirms() {
            return rounds.size()
                    * SALES_A_ROUND
                    / rounds.stream().mapToDouble(Round::secondsToConfirm).sum();
        }
    }
}
