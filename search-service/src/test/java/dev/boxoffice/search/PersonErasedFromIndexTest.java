package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.testkit.TestElasticsearch;
import dev.boxoffice.testkit.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// B13: an index has its events' organisers, and follows when one is forgotten.
class PersonErasedFromIndexTest extends SearchServiceTest {

    private final JdbcClient owner = JdbcClient.create(TestPostgres.shared().superuser());

    @Test
    void an_organiser_who_is_forgotten_is_in_no_index() throws IOException, InterruptedException {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        var event = catalogue.save(Event.named("Summer Night", catalogue.london()));
        owner.sql("update catalog.event set owner = ? where id = ?")
                .params(canary, event)
                .update();
        await().atMost(Duration.ofSeconds(60)).until(() -> documents().contains(canary));

        owner.sql("select catalog.erase_person(?, 'erased-3', '{}')")
                .param(canary)
                .query(Long.class)
                .single();

        await().atMost(Duration.ofSeconds(60)).until(() -> !documents().contains(canary));
        assertThat(documents()).contains(event.toString(), "erased-3");
    }

    /// All that every index holds.
    private static String documents() throws IOException, InterruptedException {
        var address = TestElasticsearch.shared().url() + "/_all/_search?size=10000&expand_wildcards=all";
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
