package dev.boxoffice.search.bench;

import dev.boxoffice.search.SearchApiClient;
import dev.boxoffice.search.SearchServiceApplication;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.PostgresStore;
import dev.boxoffice.testkit.TestStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/// Measures searches over a generated catalogue, on stores it starts itself, with the answer cache off.
///
/// Not a test by its name, so that no build runs it by chance:
///
/// `./mvnw -pl search-service test -Dtest=SearchBench -Dbench.events=100000 -Dbench.searches=500`
///
/// prints the figures into `search-service/target/surefire-reports/dev.boxoffice.search.bench.SearchBench-output.txt`.
class SearchBench {

    private static final long SEED = 20_261_122;
    private static final Logger log = LoggerFactory.getLogger(SearchBench.class);

    @Test
    void searches_over_a_generated_catalogue() throws SQLException {
        int events = Integer.getInteger("bench.events", 100_000);
        int searches = Integer.getInteger("bench.searches", 500);
        var catalogue = new SearchCatalogueGenerator(SEED, events, Instant.now());
        var postgres = PostgresStore.shared().migrate("event");
        var loading = System.nanoTime();
        new SearchCatalogueLoader(postgres.superuser()).load(catalogue, events);
        log.info("{}", "%,d events in Postgres after %s".formatted(events, since(loading)));

        var application = start();
        try {
            var api = new SearchApiClient(Objects.requireNonNull(
                    application.getEnvironment().getProperty("local.server.port", Integer.class)));
            var building = System.nanoTime();
            awaitIndex(api, events);
            var took = Duration.ofNanos(System.nanoTime() - building);
            log.info(
                    "{}",
                    "index built after %s: %,.0f documents/s".formatted(took, events / (took.toMillis() / 1000.0)));
            measure(api, catalogue, searches);
        } finally {
            application.close();
        }
    }

    private static org.springframework.context.ConfigurableApplicationContext start() {
        var properties = new HashMap<String, Object>(
                BoxofficeProperties.of(Set.of(TestStore.POSTGRES, TestStore.REDIS, TestStore.ELASTICSEARCH)));
        properties.put("server.port", "0");
        properties.put("boxoffice.search.cache.enabled", "false");
        properties.put("boxoffice.elasticsearch.query-timeout", "20s");
        var application = new SpringApplication(SearchServiceApplication.class);
        return application.run(properties.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new));
    }

    private static void awaitIndex(SearchApiClient api, int events) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofHours(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> api.search("includePast", "true", "size", "1")
                                .body()
                                .at("/page/totalElements")
                                .asInt(0)
                        >= events);
    }

    private static void measure(SearchApiClient api, SearchCatalogueGenerator catalogue, int searches) {
        var random = new Random(SEED);
        var performers = catalogue.performers();
        var cities = catalogue.venues().stream()
                .map(SearchCatalogueGenerator.Venue::city)
                .toList();
        Supplier<String> name =
                () -> performers.get(random.nextInt(performers.size())).name();
        Supplier<SearchCatalogueGenerator.City> city = () -> cities.get(random.nextInt(cities.size()));
        var kinds = new LinkedHashMap<String, Supplier<String[]>>();
        kinds.put("term", () -> new String[] {"term", name.get()});
        kinds.put("popular term", () ->
                new String[] {"term", performers.get(random.nextInt(20)).name()});
        kinds.put("unfinished", () -> new String[] {"term", beginning(name.get(), random)});
        kinds.put("typo", () -> new String[] {"term", mistyped(name.get(), random)});
        kinds.put("term and city", () ->
                new String[] {"term", name.get(), "location", city.get().name()});
        kinds.put("geo by distance", () -> new String[] {
            "location", city.get().latitude() + "," + city.get().longitude(), "radius", "25", "sort", "distance,asc"
        });
        kinds.put("facets over all", () -> new String[] {"type", random.nextBoolean() ? "music" : "jazz"});
        kinds.put("city, dates, price", () -> new String[] {
            "location",
            city.get().name(),
            "date",
            dates(random),
            "maxPrice",
            "9000",
            "availableOnly",
            "true",
            "sort",
            "price,asc"
        });
        log.info("{}", "%-20s %8s %8s %8s %8s".formatted("kind", "p50 ms", "p90 ms", "p99 ms", "max ms"));
        for (int i = 0; i < searches / 4; i++) {
            kinds.values().forEach(kind -> api.search(kind.get())); // warm up
        }
        kinds.forEach((kind, parameters) -> report(kind, times(searches, () -> api.search(parameters.get()))));
        report("suggest", times(searches, () -> api.suggest(beginning(name.get(), random))));
    }

    private static String beginning(String name, Random random) {
        return name.substring(0, Math.min(name.length(), 2 + random.nextInt(5)));
    }

    private static String mistyped(String name, Random random) {
        if (name.length() < 4) {
            return name;
        }
        var at = 1 + random.nextInt(name.length() - 3);
        return name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }

    private static String dates(Random random) {
        var first = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(random.nextInt(300));
        return first + ".." + first.plusDays(14);
    }

    private static List<Long> times(int count, Supplier<SearchApiClient.Answer> search) {
        var nanos = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            var began = System.nanoTime();
            var status = search.get().status();
            nanos.add(System.nanoTime() - began);
            if (status != 200) {
                throw new IllegalStateException("A search was answered with " + status);
            }
        }
        return nanos;
    }

    private static void report(String kind, List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        log.info(
                "{}",
                "%-20s %8.1f %8.1f %8.1f %8.1f"
                        .formatted(
                                kind,
                                at(sorted, 0.5),
                                at(sorted, 0.9),
                                at(sorted, 0.99),
                                Arrays.stream(sorted).max().orElse(0) / 1e6));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e6;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
