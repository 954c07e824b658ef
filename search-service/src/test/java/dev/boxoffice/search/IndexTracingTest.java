package dev.boxoffice.search;

import static dev.boxoffice.testkit.TraceCollector.TRACE;
import static dev.boxoffice.testkit.TraceCollector.TRACEPARENT;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TraceCollector;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A change's trace goes on from the transaction through the WAL to the index.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = SearchServiceApplication.class,
        properties = {
            "boxoffice.search.index.alias=traced",
            "boxoffice.tracing.sampling=1",
            "management.opentelemetry.tracing.export.schedule-delay=100ms"
        })
@BoxofficeTest(stores = {StoreKind.POSTGRES, StoreKind.REDIS, StoreKind.ELASTICSEARCH})
@DirtiesContext
class IndexTracingTest {

    private static final TraceCollector COLLECTOR = TraceCollector.start();
    private static final TestPostgres OWN_POSTGRES = TestPostgres.start().migrate("event");

    @DynamicPropertySource
    static void own(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.db.url", OWN_POSTGRES::jdbcUrl); // so that it is this instance that reads
        properties.add("boxoffice.tracing.endpoint", COLLECTOR::endpoint);
    }

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Test
    void indexing_belongs_to_the_trace_of_the_change() {
        var catalogue = new CatalogueTestData(OWN_POSTGRES);
        var event = catalogue.save(CatalogueTestData.Event.named("Traced", catalogue.london()));
        // What was committed before the reader began to read is in its snapshot, so the change is made again.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    rename(event, TRACEPARENT);
                    return COLLECTOR.has(TRACE, "index changes");
                });
        await().until(() -> COLLECTOR.has(TRACE, "post elasticsearch"));
    }

    private static void rename(UUID event, String traceparent) {
        var database = OWN_POSTGRES.superuser();
        var sql = JdbcClient.create(database);
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(_ -> {
            sql.sql("select pg_logical_emit_message(true, ?, ?)")
                    .params(TracePropagation.WAL_PREFIX, traceparent)
                    .query((_, _) -> traceparent)
                    .list();
            sql.sql("update catalog.event set name = name || '.' where id = ?")
                    .param(event)
                    .update();
        });
    }
}
