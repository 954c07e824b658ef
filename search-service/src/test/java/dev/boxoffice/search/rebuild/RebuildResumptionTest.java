package dev.boxoffice.search.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.boxoffice.search.CatalogueTestData;
import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.search.SearchServiceApplication;
import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A rebuild of a million events outlives its readers, and the loss of what they read from. On a database of its own,
/// whose reader is switched off: the test is the reader.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = SearchServiceApplication.class,
        properties = {
            "boxoffice.search.capture.enabled=false",
            "boxoffice.search.index.alias=resumed",
            "boxoffice.search.index.bulk-bytes=5000"
        })
@DirtiesContext
@Tag("stores")
class RebuildResumptionTest {

    private static final int EVENTS = 30;
    private static final int READ = 10;
    private static final TestPostgres POSTGRES = TestPostgres.start().migrate("event");

    @Autowired
    private RebuildService rebuilds;

    @Autowired
    private RebuildRepository repository;

    @Autowired
    private IndexBuildService build;

    @Autowired
    private IndexAdminClient indices;

    @Autowired
    private SearchIndexClient client;

    @Autowired
    @Qualifier("queryClient")
    private ElasticsearchClient elasticsearch;

    private final CatalogueTestData catalogue = new CatalogueTestData(POSTGRES);
    private List<UUID> events = List.of();

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry properties) {
        BoxofficeProperties.of(Set.of(StoreKind.POSTGRES, StoreKind.REDIS, StoreKind.ELASTICSEARCH))
                .forEach((name, value) -> properties.add(name, () -> value));
        properties.add("boxoffice.db.url", POSTGRES::jdbcUrl);
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @BeforeEach
    void saveEvents() {
        JdbcClient.create(POSTGRES.superuser())
                .sql("truncate catalog.event, search.rebuild cascade")
                .update();
        var venue = catalogue.london();
        events = IntStream.range(0, EVENTS)
                .mapToObj(number -> catalogue.save(Event.named("Resumed " + number, venue)))
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
    }

    @Test
    void a_rebuild_goes_on_where_its_reader_died() throws InterruptedException {
        var index = readSome();

        goOn();

        var done = repository.latest().orElseThrow();
        assertThat(done.state()).isEqualTo(RebuildState.DONE);
        assertThat(done.index()).isEqualTo(index);
        assertThat(done.indexed()).isEqualTo(EVENTS);
        assertThat(indices.live()).contains(index);
        assertThat(indices.count(index)).isEqualTo(EVENTS);
        assertThat(indices.isMerging()).isFalse();
    }

    @Test
    void what_was_read_before_changes_were_lost_is_read_again_and_nothing_else() throws InterruptedException {
        var index = readSome();
        catalogue.rename(events.getFirst(), "Renamed unseen");

        repository.readAgain("The slot was lost");
        goOn();

        var done = repository.latest().orElseThrow();
        assertThat(done.state()).isEqualTo(RebuildState.DONE);
        assertThat(done.index()).isEqualTo(index);
        assertThat(done.indexed()).isEqualTo(EVENTS + READ);
        assertThat(names()).contains("Renamed unseen").hasSize(EVENTS);
    }

    @Test
    void a_half_built_index_that_is_gone_is_built_anew() throws InterruptedException {
        var index = readSome();
        indices.dropAllBut(Set.of());

        goOn();

        var done = repository.latest().orElseThrow();
        assertThat(done.state()).isEqualTo(RebuildState.DONE);
        assertThat(done.index()).isNotEqualTo(index);
        assertThat(done.indexed()).isEqualTo(EVENTS);
    }

    @Test
    void searchers_of_the_index_before_find_the_new_one_read() throws Exception {
        for (var rebuild = 0; rebuild < 2; rebuild++) {
            readSome();
            goOn();
        }
        var live = indices.live().orElseThrow();
        var statistics = elasticsearch.indices().stats(request -> request.index(live));
        var search = Objects.requireNonNull(statistics.all().primaries()).search();
        assertThat(Objects.requireNonNull(search).queryTotal())
                .as("many more than counts were compared")
                .isGreaterThan(100);
    }

    /// What a reader leaves that dies after its first events.
    private String readSome() {
        var index = build.create(Instant.now());
        var request = repository.request("A test asked for it", "test");
        repository.begin(request.id(), index, EVENTS);
        var read = build.fill(index, null, events.get(READ - 1));
        assertThat(read).hasSize(READ);
        repository.reached(request.id(), RebuildPosition.BEGINNING.after(read));
        return index;
    }

    /// What its heir does.
    private void goOn() throws InterruptedException {
        var request = repository.open().orElseThrow();
        rebuilds.mirrorUnfinished();
        rebuilds.run(request, () -> {}, new OutageRetry(Duration.ofMillis(10), Duration.ofSeconds(1)));
        rebuilds.stopMirroring();
    }

    private List<String> names() {
        return client.search(SearchRequest.of(search -> search.index("resumed").size(100))).hits().hits().stream()
                .map(hit -> Objects.requireNonNull(hit.source()).card().name())
                .toList();
    }
}
