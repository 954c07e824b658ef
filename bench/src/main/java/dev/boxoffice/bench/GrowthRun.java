package dev.boxoffice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// P9: whether reserve and confirm get slower with larger events, or with more of them. The platforms compared
/// are one: rounds on each kind of event take turns, so that what drifts on the machine drifts for all.
final class GrowthRun {

    private static final int MANY_EVENTS =
            Integer.parseInt(System.getenv().getOrDefault("BOXOFFICE_BENCH_GROWTH_EVENTS", "10000"));
    private static final int FEW_EVENTS = 10;
    private static final int THREADS = 48;
    private static final int WARM_UP_ROUNDS = 6;
    private static final int ROUNDS = 4;
    private static final int SALES_A_ROUND = 800;
    private static final double MOST_APART = 0.2;

    private final BenchPlatform platform;
    private final SaleClient client;

    GrowthRun(BenchPlatform platform, SaleClient client) {
        this.platform = platform;
        this.client = client;
    }

    void measure(BenchReport report) throws Exception {
        var small = kind("small", FEW_EVENTS, 10);
        var large = kind("large", FEW_EVENTS, 600);
        for (var round = 0; round < WARM_UP_ROUNDS; round++) {
            sell(small, SALES_A_ROUND);
            sell(large, SALES_A_ROUND);
        }
        compare(report, "60,000 seats an event, against 1,000", small, large);
        var many = new Kind(platform.eventsOnSale("Bench growth many", MANY_EVENTS, 1, 10), 10);
        compare(
                report,
                String.format(Locale.ROOT, "%,d events, against %d", MANY_EVENTS + 2 * FEW_EVENTS, FEW_EVENTS),
                kind("few", FEW_EVENTS, 10),
                many);
    }

    private Kind kind(String name, int events, int rows) throws Exception {
        return new Kind(platform.eventsOnSale("Bench growth " + name, events, rows, 100), rows * 100);
    }

    private void compare(BenchReport report, String what, Kind one, Kind other) throws Exception {
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
    private Round sell(Kind kind, int sales) throws InterruptedException {
        record Held(long buyer, String hold) {}
        var holds = new ConcurrentLinkedQueue<Held>();
        var reserved = LoadRun.times(
                THREADS, sales, index -> holds.add(new Held(index, client.reserve(index, kind.nextSeat()))));
        var confirmed = LoadRun.times(THREADS, holds.size(), _ -> {
            var held = holds.remove();
            client.pay(held.buyer(), held.hold());
        });
        if (reserved.failed() + confirmed.failed() > 0) {
            throw new IllegalStateException("a sale failed: " + reserved.reasons() + confirmed.reasons());
        }
        return new Round(sales / reserved.perSecond(), sales / confirmed.perSecond());
    }

    private record Round(double secondsToReserve, double secondsToConfirm) {}

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

    /// Events of one size; their seats are handed out once each, from one event after the other in turn.
    private static final class Kind {
        private final List<String> events;
        private final int seats;
        private final AtomicInteger next = new AtomicInteger();

        Kind(List<String> events, int seats) {
            this.events = events;
            this.seats = seats;
        }

        String nextSeat() {
            var index = next.getAndIncrement();
            var seat = index / events.size();
            if (seat >= seats) {
                throw new IllegalStateException("the run sold every seat it has");
            }
            return events.get(index % events.size()) + "." + seat;
        }
    }
}
