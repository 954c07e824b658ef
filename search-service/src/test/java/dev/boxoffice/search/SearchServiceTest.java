package dev.boxoffice.search;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A whole search-service on real stores, shared by all tests that break nothing.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = SearchServiceApplication.class)
@BoxofficeTest(
        stores = {StoreKind.POSTGRES, StoreKind.REDIS, StoreKind.ELASTICSEARCH},
        migrate = "event")
public abstract class SearchServiceTest {

    @LocalServerPort
    int port;

    protected SearchApiClient api;
    protected CatalogueTestData catalogue;

    @BeforeEach
    void connect() {
        api = new SearchApiClient(port);
        catalogue = new CatalogueTestData(TestPostgres.shared());
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> api.search().status() == 200);
    }

    /// A word no other test uses, so that tests see their own events only.
    protected static String ownWord() {
        return "q"
                + UUID.randomUUID()
                        .toString()
                        .replaceAll("[^a-z]", "")
                        .concat("xyzzyx")
                        .substring(0, 6)
                + UUID.randomUUID()
                        .toString()
                        .replaceAll("[^a-z]", "")
                        .concat("wvutsr")
                        .substring(0, 5);
    }

    protected SearchApiClient.Answer eventually(Predicate<SearchApiClient.Answer> satisfied, String... parameters) {
        var last = new AtomicReference<SearchApiClient.Answer>();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            last.set(api.search(parameters));
                            return last.get();
                        },
                        satisfied);
        return last.get();
    }
}
