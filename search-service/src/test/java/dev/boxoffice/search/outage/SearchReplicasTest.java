package dev.boxoffice.search.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData;
import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.search.SearchApiClient;
import dev.boxoffice.search.SearchServiceApplication;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TestRedis;
import dev.boxoffice.testkit.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two instances as processes of their own, on a database of their own: both serve, one reads, and either may be
/// killed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("stores")
class SearchReplicasTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    private final List<Replica> replicas = new ArrayList<>();
    private final TestPostgres postgres = TestPostgres.start();
    private final TestRedis redis = TestRedis.start(); // another's holds answers of other indices
    private final CatalogueTestData catalogue = new CatalogueTestData(postgres);

    private record Replica(ServiceProcess process, SearchApiClient api) {
        boolean reads() {
            return api.get("/actuator/prometheus")
                    .response()
                    .text()
                    .contains("boxoffice_search_reader{service=\"search\"} 1.0");
        }

        boolean serves() {
            try {
                return api.search().status() == 200;
            } catch (RuntimeException notYet) {
                return false;
            }
        }
    }

    @BeforeAll
    void start() {
        // Started before event-service has made its tables: that is no reason to fail.
        replicas.add(replica());
        await().atMost(LONG).until(() -> isReady(replicas.getFirst()));
        assertThat(replicas.getFirst().serves()).isFalse();
        postgres.migrate("event");
        replicas.add(replica());
        await().atMost(LONG).until(() -> replicas.stream().allMatch(Replica::serves));
    }

    private static boolean isReady(Replica replica) {
        try {
            return replica.api().get("/actuator/health/readiness").status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    @AfterAll
    void stop() {
        replicas.forEach(replica -> replica.process().kill());
        postgres.stop();
        redis.stop();
    }

    private Replica replica() {
        var settings = new HashMap<>(BoxofficeProperties.of(Set.of(StoreKind.POSTGRES, StoreKind.ELASTICSEARCH)));
        settings.put("boxoffice.db.url", postgres.jdbcUrl());
        settings.put("boxoffice.redis.url", redis.url());
        settings.put("boxoffice.search.index.alias", "replicas");
        var process = ServiceProcess.start(SearchServiceApplication.class, 256, settings);
        return new Replica(process, new SearchApiClient(process.port()));
    }

    @Test
    void the_reader_is_killed_again_and_again_and_nothing_is_lost() {
        var venue = catalogue.london();
        var saved = new ArrayList<UUID>();
        for (int round = 0; round < 2; round++) {
            await().atMost(LONG)
                    .until(() -> replicas.stream().filter(Replica::reads).count() == 1);
            var reader = replicas.stream().filter(Replica::reads).findFirst().orElseThrow();
            for (int i = 0; i < 20; i++) {
                saved.add(catalogue.save(Event.named("Survivor " + saved.size(), venue)));
            }
            reader.process().kill();
            saved.add(catalogue.save(Event.named("Survivor " + saved.size(), venue)));
            replicas.remove(reader);
            var heir = replicas.getFirst();
            await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(heir::reads);
            await().atMost(LONG).until(() -> total(heir) == saved.size());
            // Also when nothing changes any more: the heir has found its place in the stream and knows how late it is.
            await().atMost(LONG).until(() -> health(heir).equals("UP"));
            replicas.add(replica());
            await().atMost(LONG).until(() -> replicas.getLast().serves());
        }
        await().atMost(LONG).until(() -> replicas.stream().allMatch(it -> total(it) == saved.size()));
    }

    private static String health(Replica replica) {
        return replica.api().get("/actuator/health/index").body().at("/status").asString();
    }

    private static long total(Replica replica) {
        return replica.api()
                .search("term", "survivor", "size", "1")
                .body()
                .at("/page/totalElements")
                .asLong();
    }

    @Test
    void an_instance_started_before_the_catalogue_built_its_index_once_there_was_one() {
        var built = JdbcClient.create(postgres.superuser())
                .sql("select count(*) from search.rebuild where state = 'DONE'")
                .query(Long.class)
                .single();
        assertThat(built).isPositive();
    }
}
