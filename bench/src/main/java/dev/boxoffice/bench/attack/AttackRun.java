package dev.boxoffice.bench.attack;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.client.ApiClient;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// P12: what buyers get done while an attacker is at work beside them, against what they get done without. It
/// wants the limits as shipped, and refuses to measure without.
public final class AttackRun {

    private static final int THREADS = 32;
    /// Far below what the platform can sell: a buyer's share, not the machine's limit, is measured.
    private static final double SALES_PER_SECOND = 5;

    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final int ROUNDS = 2;
    private static final int MOST_WARM_UP_ROUNDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SEATS_PER_ROW = 100;
    private static final int ROWS = 20;
    private static final double TARGET = 0.9;

    private final URI base;
    private final BenchPlatform platform;
    private final List<ApiClient> buyers;

    public AttackRun(URI base, BenchPlatform platform, List<ApiClient> buyers) {
        this.base = base;
        this.platform = platform;
        this.buyers = buyers;
    }

    public void measure(BenchReport report) throws Exception {
        var event = platform.eventOnSale("Bench attack", ROWS, SEATS_PER_ROW);
        var seats = new AtomicInteger();
        var attack = new AttackLoad(target(event));
        var first = sales(event, seats);
        for (var round = 1; round < MOST_WARM_UP_ROUNDS && sales(event, seats).failed() > 0; round++) {
            // until no buyer loses patience with a platform that has just been started
        }
        var without = 0.0;
        var with = 0.0;
        var slowest = 0.0;
        var lost = new StringBuilder();
        // In turns, so that what drifts on this machine meets both.
        for (var round = 0; round < ROUNDS; round++) {
            without += sales(event, seats).perSecond() / ROUNDS;
            var attacked = attack.during(() -> sales(event, seats));
            with += attacked.perSecond() / ROUNDS;
            slowest = Math.max(slowest, attacked.p99Millis());
            lost.append(attacked.failed() > 0 ? " " + attacked.reasons() : "");
        }
        report.add(new BenchFigure(
                "P12",
                "buyers' sales beside an attacker",
                String.format(
                        Locale.ROOT,
                        "%.2f/s = %.0f %%, p99 %.0f ms%s; at first %.2f/s without",
                        with,
                        100 * with / without,
                        slowest,
                        lost,
                        first.perSecond()),
                String.format(Locale.ROOT, "%.2f/s without", without),
                "≥ 90 %",
                without > 0 && with / without >= TARGET));
        var all = Arrays.stream(AttackKind.values()).allMatch(kind -> attack.carriedOut(kind) > 0);
        report.add(new BenchFigure("P12", "what the attacker tried", tries(attack), "–", "each kind", all));
    }

    private AttackLoad.Target target(String event) {
        var visitor = platform.visitor();
        var limited = visitor.get("/events/" + event).expect(200);
        if (limited.header("RateLimit-Policy").isEmpty()) {
            throw new IllegalStateException("P12 wants the rate limits as shipped, and they are off");
        }
        var attacker = visitor.signedIn("bench-attacker", "buyer");
        var hold = attacker.reserve(event + "." + (ROWS * SEATS_PER_ROW - 1))
                .expect(201)
                .field("holdId");
        return new AttackLoad.Target(
                base.getPort(),
                visitor.tokenOf("bench-attacker", "buyer"),
                visitor.tokenOf("bench-attacking-organizer", "organizer"),
                event,
                platform.pay(attacker, hold).expect(200).field("bookingId"));
    }

    private static String tries(AttackLoad attack) {
        return Arrays.stream(AttackKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + attack.carriedOut(kind))
                .collect(Collectors.joining(", "));
    }

    private LoadRun.Result sales(String event, AtomicInteger seats) throws InterruptedException {
        return LoadRun.atRate(
                THREADS,
                SALES_PER_SECOND,
                ROUND,
                index -> sell(buyers.get((int) (index % buyers.size())), event + "." + seats.getAndIncrement()));
    }

    /// A sale that takes longer than a buyer waits is none.
    private void sell(ApiClient buyer, String seat) {
        var began = System.nanoTime();
        var hold = buyer.reserve(seat).expect(201).field("holdId");
        var status = platform.pay(buyer, hold).expect(200).field("status");
        if (!status.equals("CONFIRMED")) {
            throw new IllegalStateException("ended " + status);
        }
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
            throw new IllegalStateException("too late");
        }
    }
}
