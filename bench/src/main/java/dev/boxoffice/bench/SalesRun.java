package dev.boxoffice.bench;

import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// P1: whole sales through the gateway, from reserve to the state that Stripe's webhook brings.
final class SalesRun {

    private static final int THREADS = 48;
    private static final Duration SUSTAINED = Duration.ofSeconds(60);
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(20);
    private static final int MOST_WARM_UP_ROUNDS = 9;
    private static final int SEATS_PER_ROW = 100;
    private static final int ROWS = 400;

    private final BenchPlatform platform;
    private final List<ApiClient> buyers;
    private final ClaimBaseline baseline;

    SalesRun(BenchPlatform platform, List<ApiClient> buyers, ClaimBaseline baseline) {
        this.platform = platform;
        this.buyers = buyers;
        this.baseline = baseline;
    }

    void measure(BenchReport report) throws Exception {
        var seats = new Seats(
                platform.eventOnSale("Bench sale 1", ROWS, SEATS_PER_ROW),
                platform.eventOnSale("Bench sale 2", ROWS, SEATS_PER_ROW),
                platform.eventOnSale("Bench sale 3", ROWS, SEATS_PER_ROW));
        warmUp(seats);
        var full = LoadRun.asFastAsItGoes(THREADS, SUSTAINED, index -> sell(index, seats));
        var half = LoadRun.atRate(THREADS, full.perSecond() / 2, Duration.ofSeconds(30), index -> sell(index, seats));
        var claims = baseline.claimsPerSecond();
        report.add(new BenchFigure(
                "P1",
                "full sales, sustained 60 s",
                "%.0f/s, %d failed %s"
                        .formatted(full.perSecond(), full.failed(), full.failed() > 0 ? full.reasons() : ""),
                "–",
                "≥ 400/s",
                full.perSecond() >= 400 && full.failed() == 0));
        report.add(new BenchFigure(
                "P1",
                "p99 of a sale at half that rate",
                "%.0f ms (p50 %.0f ms)".formatted(half.p99Millis(), half.p50Millis()),
                "–",
                "< 250 ms",
                half.p99Millis() < 250 && half.failed() == 0));
        report.add(new BenchFigure(
                "P1",
                "sales against the claim statement alone",
                String.format(Locale.ROOT, "%.1f %%", 100 * full.perSecond() / claims),
                "%.0f claims/s".formatted(claims),
                "≥ 10 %",
                full.perSecond() >= claims / 10));
    }

    /// Until a round is no faster than the one before: six JVMs on few cores take minutes to compile what a sale runs.
    private void warmUp(Seats seats) throws InterruptedException {
        var before = 0.0;
        for (var round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            var now = LoadRun.asFastAsItGoes(THREADS, WARM_UP_ROUND, index -> sell(index, seats))
                    .perSecond();
            if (round > 1 && now < before * 1.05) {
                return;
            }
            before = Math.max(before, now);
        }
    }

    private void sell(long index, Seats seats) throws Exception {
        var buyer = buyers.get((int) (index % buyers.size()));
        var hold = buyer.reserve(seats.next()).expect(201).json().path("holdId").asString();
        var booking = platform.pay(buyer, hold).expect(200).json();
        var status = booking.path("status").asString();
        if (!status.equals("CONFIRMED")) {
            throw new IllegalStateException("ended " + status);
        }
    }

    /// Hands out every seat of several events once.
    private static final class Seats {
        private final String[] events;
        private final AtomicInteger next = new AtomicInteger();

        Seats(String... events) {
            this.events = events;
        }

        String next() {
            var index = next.getAndIncrement();
            var event = index / (ROWS * SEATS_PER_ROW);
            if (event >= events.length) {
                throw new IllegalStateException("the run sold every seat it has");
            }
            return events[event] + "." + index % (ROWS * SEATS_PER_ROW);
        }
    }
}
