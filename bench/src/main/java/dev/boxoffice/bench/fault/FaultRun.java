package dev.boxoffice.bench.fault;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.StandaloneStores;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Kills each part of the platform with -9 in the middle of a sale, one after the other; the launcher starts it again.
/// Whoever gets no answer asks again. In the end every sale that was begun has ended in a ticket, and every history is
/// looked at.
public final class FaultRun {

    private static final List<String> PARTS = List.of(
            "booking-service",
            "event-service",
            "support-service",
            "search-service",
            "gateway",
            "redis",
            "elasticsearch",
            "postgres");
    private static final int BUYERS = 8;
    private static final int SALES_BEFORE = 20;
    private static final int SALES_AFTER = 40;
    private static final int ROWS = 600;
    private static final int SEATS_PER_ROW = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final URI base;
    private final BenchPlatform platform;
    private final StandaloneStores stores;

    public FaultRun(URI base, BenchPlatform platform, StandaloneStores stores) {
        this.base = base;
        this.platform = platform;
        this.stores = stores;
    }

    public void measure(BenchReport report) throws Exception {
        var event = platform.eventOnSale("Bench faults", ROWS, SEATS_PER_ROW);
        try (var buyers = PatientBuyers.begin(BUYERS, base, event, ROWS * SEATS_PER_ROW)) {
            await("the first sales", () -> buyers.sold() >= SALES_BEFORE);
            for (var part : PARTS) {
                report.add(during(part + " killed with -9 in the middle of a sale", buyers, () -> kill(part)));
            }
            report.add(during("Redis emptied in the middle of a sale", buyers, this::empty));
            buyers.finish();
            var booked = booked(event);
            report.add(new BenchFigure(
                    "faults",
                    "sales begun that ended in a ticket",
                    "%,d of %,d".formatted(buyers.sold(), buyers.begun()),
                    "%,d tickets booked in Postgres".formatted(booked),
                    "all",
                    buyers.sold() == buyers.begun() && booked == buyers.sold()));
        }
    }

    private void kill(String part) throws Exception {
        var old = process(part).orElseThrow(() -> new IllegalStateException("no process of " + part));
        Stream.concat(old.descendants(), Stream.of(old)).forEach(ProcessHandle::destroyForcibly);
        await(part + " to end", () -> !old.isAlive());
        await(
                part + " to come back",
                () -> process(part).filter(now -> now.pid() != old.pid()).isPresent());
    }

    private void empty() throws IOException {
        try (var redis = stores.redis()) {
            redis.flushAll();
        }
    }

    private interface Fault {
        void happen() throws Exception;
    }

    private static BenchFigure during(String what, PatientBuyers buyers, Fault fault) throws Exception {
        var before = buyers.sold();
        var repeated = buyers.repeated();
        var failed = buyers.failures().size();
        var began = System.nanoTime();
        fault.happen();
        var when = buyers.sold();
        await("sales after: " + what, () -> buyers.sold() >= when + SALES_AFTER);
        var failures = buyers.failures();
        return new BenchFigure(
                "faults",
                what,
                String.format(
                        Locale.ROOT,
                        "%d sold within %.0f s, %d calls sent again, %d failed%s",
                        buyers.sold() - before,
                        (System.nanoTime() - began) / 1e9,
                        buyers.repeated() - repeated,
                        failures.size() - failed,
                        failures.size() > failed ? ": " + failures.getLast() : ""),
                "–",
                "no sale fails",
                failures.size() == failed);
    }

    /// The outermost of a part's processes, which the launcher has started.
    private Optional<ProcessHandle> process(String part) {
        try {
            return stores.launcher().stream()
                    .flatMap(ProcessHandle::descendants)
                    .filter(process -> is(part, process))
                    .findFirst();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static boolean is(String part, ProcessHandle process) {
        var line = process.info().commandLine().orElse("");
        return switch (part) {
            case "redis" -> line.contains("redis-server");
            case "postgres" -> line.contains("/postgres -D ");
            case "elasticsearch" -> line.contains("org.elasticsearch.") && !line.contains("boxoffice.part");
            default -> line.contains("-Dboxoffice.part=" + part + " ");
        };
    }

    private long booked(String event) throws Exception {
        try (var database = stores.postgres();
                var statement = database.prepareStatement(
                        "select count(*) from inventory.ticket where event_id = ?::uuid and status = 'BOOKED'")) {
            statement.setString(1, event);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
