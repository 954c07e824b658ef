package dev.boxoffice.bench;

import dev.boxoffice.client.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Measures a running platform: `./boxoffice bench [P1 P2 P3 …]`, by default every row that needs nothing but the API.
///
/// For P1, P2, P9 and P12 its rate limits must be as shipped; the other rows need
/// `BOXOFFICE_RATELIMIT_ENABLED=false`, since they send from one address what limits exist to stop. For P8,
/// measured alone, the platform must be down.
public final class BenchApplication {

    private static final int BUYERS = 200;

    /// So many that nobody meets the limits of one person: 0.2 requests a second each.
    private static final int SALE_BUYERS = 2_000;
    private static final Path PAGE = Path.of("bench", "target", "figures.html");

    private BenchApplication() {}

    public static void main(String[] arguments) throws Exception {
        Set<String> rows = arguments.length == 0 ? Set.of("P1", "P2", "P3") : new TreeSet<>(List.of(arguments));
        var base = URI.create(System.getenv().getOrDefault("BOXOFFICE_URL", "http://localhost:8080"));
        if (!Set.of("localhost", "127.0.0.1", "[::1]").contains(base.getHost())) {
            throw new IllegalArgumentException("Load runs go to this machine only, not to " + base.getHost());
        }
        var platform = new BenchPlatform(base);
        var report = new BenchReport(System.out);
        report.header(machine());
        if (rows.contains("P8")) {
            new StartRun(platform).measure(report); // starts and stops the platform, so it goes alone
            rows = new TreeSet<>(rows);
            rows.remove("P8");
        }
        var buyers = rows.isEmpty() ? List.<ApiClient>of() : platform.buyers(BUYERS);
        var client = new SaleClient(base, rows.isEmpty() ? List.of() : platform.tokens(SALE_BUYERS));
        for (var row : rows) {
            switch (row) {
                case "P1" -> new SalesRun(platform, client, new GeneratedBookings()).measure(report);
                case "P2" -> new ReserveRun(platform).measureRate(report, client);
                case "P3" -> new ReserveRun(platform).measureRush(report);
                case "P4" -> new AvailabilityRun(platform, buyers).measure(report);
                case "P5" -> new WatchRun(base, platform, buyers).measure(report);
                case "P7" -> new QueueRun(platform).measure(report);
                case "P6" -> new SearchRun(platform).measure(report);
                case "P9" -> new GrowthRun(platform, client).measure(report);
                case "P10" -> new SurgeRun(platform, buyers).measure(report);
                case "P12", "attack" -> new AttackRun(base, platform, buyers).measure(report);
                default -> throw new IllegalArgumentException("Unknown row " + row);
            }
        }
        report.writeHtml(PAGE);
        System.exit(report.allMet() ? 0 : 1);
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature());
    }
}
