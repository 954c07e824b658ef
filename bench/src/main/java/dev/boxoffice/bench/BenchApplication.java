package dev.boxoffice.bench;

import dev.boxoffice.bench.attack.AttackRun;
import dev.boxoffice.bench.catalogue.AvailabilityRun;
import dev.boxoffice.bench.catalogue.SearchRun;
import dev.boxoffice.bench.desk.SurgeRun;
import dev.boxoffice.bench.fault.FaultRun;
import dev.boxoffice.bench.fault.StartRun;
import dev.boxoffice.bench.load.AwakeProcessors;
import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.SaleClient;
import dev.boxoffice.bench.load.StandaloneStores;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.bench.sale.GrowthRun;
import dev.boxoffice.bench.sale.ReserveRun;
import dev.boxoffice.bench.sale.SalesRun;
import dev.boxoffice.bench.sale.SoldOutRun;
import dev.boxoffice.bench.waitingroom.QueueRun;
import dev.boxoffice.bench.watch.WatchRun;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Measures a running platform: `./boxoffice bench [P1 P2 P3 …]`, by default P1 and P2.
///
/// P1, P2, P6, P9, P11, P12 and `faults` want the rate limits as shipped; the other rows need
/// `BOXOFFICE_RATELIMIT_ENABLED=false`, since they send from one address what limits exist to stop. For P8,
/// measured alone, the platform must be down.
public final class BenchApplication {

    private static final int BUYERS = 200;

    /// So many that nobody meets the limits of one person: 0.2 requests a second each.
    private static final int SALE_BUYERS = 2_000;
    private static final Path FOLDER = Path.of("bench", "target");
    private static final List<String> BY_DEFAULT = List.of("P1", "P2");

    /// Sales while tables are small; the catalogue of a million, whose leavings others would meet, and what breaks
    /// the platform on purpose, come last.
    private static final List<String> ORDER =
            List.of("P8", "P1", "P2", "P3", "P4", "P5", "P7", "P9", "P10", "P11", "P12", "P6", "faults");

    /// After them every history is looked at.
    private static final Set<String> SELLING = Set.of("P1", "P2", "P3", "P9", "P11", "P12", "faults");

    private BenchApplication() {}

    public static void main(String[] arguments) throws Exception {
        var rows = inOrder(arguments.length == 0 ? BY_DEFAULT : List.of(arguments));
        var base = URI.create(System.getenv().getOrDefault("BOXOFFICE_URL", "http://localhost:8080"));
        if (!Set.of("localhost", "127.0.0.1", "[::1]").contains(base.getHost())) {
            throw new IllegalArgumentException("Load runs go to this machine only, not to " + base.getHost());
        }
        System.exit(measure(rows, base) ? 0 : 1);
    }

    /// Whether all was met.
    private static boolean measure(List<String> rows, URI base) throws Exception {
        try (var awake = AwakeProcessors.ask()) {
            var platform = new BenchPlatform(base);
            var report = new BenchReport(machine(awake), System.out);
            for (var row : rows) {
                measure(row, base, platform, report);
                report.write(FOLDER);
            }
            return report.allMet();
        }
    }

    static List<String> inOrder(List<String> asked) {
        var rows = new LinkedHashSet<>(ORDER);
        rows.retainAll(asked);
        if (rows.size() < Set.copyOf(asked).size()) {
            throw new IllegalArgumentException("Rows are " + String.join(", ", ORDER) + ", not all of " + asked);
        }
        return List.copyOf(rows);
    }

    /// A row that breaks off is missed, and leaves the others to be measured.
    private static void measure(String row, URI base, BenchPlatform platform, BenchReport report)
            throws InterruptedException {
        try (var client = new SaleClient(base, row.equals("P8") ? List.of() : platform.tokens(SALE_BUYERS))) {
            measure(row, base, platform, client, report);
            if (SELLING.contains(row)) {
                VerifyCommand.reportInto(report, row);
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception broken) {
            report.add(new BenchFigure(row, "broke off", String.valueOf(broken), "–", "a figure", false));
        }
    }

    private static void measure(String row, URI base, BenchPlatform platform, SaleClient client, BenchReport report)
            throws Exception {
        var stores = StandaloneStores.ofEnvironment();
        switch (row) {
            case "P1" -> new SalesRun(platform, client, stores).measure(report);
            case "P2" -> new ReserveRun(platform).measureRate(report, client);
            case "P3" -> new ReserveRun(platform).measureRush(report);
            case "P4" -> new AvailabilityRun(platform, platform.buyers(BUYERS)).measure(report);
            case "P5" -> new WatchRun(base, platform, platform.buyers(BUYERS)).measure(report);
            case "P6" -> new SearchRun(platform, client, stores).measure(report);
            case "P7" -> new QueueRun(platform).measure(report);
            case "P8" -> new StartRun(platform).measure(report); // starts and stops the platform, so it goes alone
            case "P9" -> new GrowthRun(platform, client).measure(report);
            case "P10" -> new SurgeRun(platform, platform.buyers(BUYERS)).measure(report);
            case "P11" -> new SoldOutRun(platform, client, stores).measure(report);
            case "P12" -> new AttackRun(base, platform, platform.buyers(BUYERS)).measure(report);
            case "faults" -> new FaultRun(base, platform, stores).measure(report);
            default -> throw new IllegalArgumentException("Unknown row " + row);
        }
    }

    private static String machine(AwakeProcessors awake) {
        return String.format(
                Locale.ROOT,
                "%d processors%s, %s %s, Java %s%s",
                Runtime.getRuntime().availableProcessors(),
                awake.isGranted() ? " kept awake" : "",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature(),
                StandaloneStores.ofEnvironment()
                        .redisBuild()
                        .map(build -> ", " + build)
                        .orElse(""));
    }
}
