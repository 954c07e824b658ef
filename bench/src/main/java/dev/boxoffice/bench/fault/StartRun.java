package dev.boxoffice.bench.fault;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// P8: warm starts of the whole platform with the stores it has, to the first sale; without and with the services'
/// start-up caches. The platform must be down, and have been started before.
public final class StartRun {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<String> SERVICES =
            List.of("event-service", "booking-service", "search-service", "support-service", "gateway");
    private static final Pattern STARTED = Pattern.compile("Started \\w+ in ([0-9.]+) seconds");
    /// The share of each process: Postgres's many hold the same buffers, which would be counted once for each.
    private static final Pattern RESIDENT = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    private final BenchPlatform platform;
    private final Path home;

    private record Start(double toFirstSale, double services, double residentGigabytes) {}

    public StartRun(BenchPlatform platform) {
        this.platform = platform;
        this.home = Path.of(System.getenv().getOrDefault("BOXOFFICE_HOME", ".boxoffice"));
    }

    public void measure(BenchReport report) throws Exception {
        if (!Files.exists(home.resolve("started-once"))) {
            throw new IllegalStateException("P8 measures warm starts: run `./boxoffice up` once before");
        }
        if (isUp()) {
            throw new IllegalStateException("P8 starts the platform itself: run `./boxoffice down` first");
        }
        var plain = start("false");
        var cached = start("true");
        report.add(new BenchFigure(
                "P8",
                "warm `./boxoffice up` to the first sale",
                seconds(cached.toFirstSale()),
                seconds(plain.toFirstSale()) + " without caches",
                "< 60 s",
                cached.toFirstSale() < 60));
        report.add(new BenchFigure(
                "P8",
                "the services' own start-up with AOT caches, in all",
                seconds(cached.services()),
                seconds(plain.services()) + " without",
                "≤ 50 %",
                cached.services() <= plain.services() / 2));
        report.add(new BenchFigure(
                "P8",
                "all processes, resident",
                String.format(Locale.ROOT, "%.2f GB", cached.residentGigabytes()),
                "–",
                "< 4 GB",
                cached.residentGigabytes() < 4));
    }

    private Start start(String aot) throws Exception {
        var began = System.nanoTime();
        var builder = new ProcessBuilder("./boxoffice", "up").redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("BOXOFFICE_STANDALONE_AOT", aot);
        var running = builder.start();
        try {
            sellOne(running, began + PATIENCE.toNanos());
            var took = (System.nanoTime() - began) / 1e9;
            var resident =
                    running.descendants().mapToLong(StartRun::residentKilobytes).sum()
                            + residentKilobytes(running.toHandle());
            return new Start(took, servicesOwn(), resident * 1024 / 1e9);
        } finally {
            stop(running);
        }
    }

    private void sellOne(Process running, long until) throws Exception {
        while (!isUp()) {
            if (!running.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("the platform did not come up; see " + home.resolve("logs"));
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
        var event = platform.eventOnSale("Bench start", 1, 10);
        var buyer = platform.visitor().signedIn("bench-buyer-0", "buyer");
        var hold = buyer.reserve(event + ".0").expect(201).json().path("holdId").asString();
        var booking = platform.pay(buyer, hold).expect(200, 202).json();
        while (booking.path("status").asString().equals("PROCESSING") && System.nanoTime() < until) {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            booking = buyer.get("/bookings/" + booking.path("bookingId").asString())
                    .expect(200)
                    .json();
        }
        if (!booking.path("status").asString().equals("CONFIRMED")) {
            throw new IllegalStateException("the first sale ended " + booking.path("status"));
        }
    }

    /// The gateway and everything a sale needs; asked through the gateway, as a buyer would.
    private boolean isUp() {
        try {
            return platform.visitor().get("/actuator/health/readiness").status() == 200
                    && platform.visitor().get("/venues?size=1").status() == 200
                    && platform.visitor().get("/bookings?size=1").status() == 401
                    && platform.visitor().get("/.well-known/ticket-keys.json").status() == 200;
        } catch (UncheckedIOException down) {
            return false;
        }
    }

    private double servicesOwn() throws IOException {
        var sum = 0.0;
        for (var service : SERVICES) {
            var last = 0.0;
            for (var line : Files.readAllLines(home.resolve("logs").resolve(service + ".log"))) {
                var started = STARTED.matcher(line);
                if (started.find()) {
                    last = Double.parseDouble(started.group(1));
                }
            }
            sum += last;
        }
        return sum;
    }

    private static long residentKilobytes(ProcessHandle process) {
        try {
            var resident =
                    RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")));
            return resident.find() ? Long.parseLong(resident.group(1)) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static void stop(Process platform) throws InterruptedException {
        platform.destroy();
        if (!platform.waitFor(60, TimeUnit.SECONDS)) {
            platform.destroyForcibly();
        }
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }
}
