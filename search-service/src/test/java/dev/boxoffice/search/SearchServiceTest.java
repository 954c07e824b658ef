package dev.boxoffice.search;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    private static final String LETTERS = "bcdfghjklmnpqrtvwxz"; // no vowel: neither a stem nor a stop word

    @LocalServerPort
    public int port;

    protected SearchApiClient api;
    protected CatalogueTestData catalogue;

    @BeforeEach
    void connect() {
        api = new SearchApiClient(port);
        catalogue = new CatalogueTestData(TestPostgres.shared());
        await().ignoreExceptions().until(() -> api.search().status() == 200);
    }

    /// A word no other test uses, so that tests see their own events only; of so many letters that its beginning is
    /// no other's either.
    protected static String ownWord() {
        return ThreadLocalRandom.current()
                .ints(11, 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .collect(Collectors.joining("", "q", ""));
    }

    protected SearchApiClient.Answer eventually(Predicate<SearchApiClient.Answer> satisfied, String... parameters) {
        var last = new AtomicReference<SearchApiClient.Answer>();
        await().pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            last.set(api.search(parameters));
                            return last.get();
                        },
                        satisfied);
        return last.get();
    }
}
