package dev.boxoffice.search.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.search.SearchServiceTest;
import dev.boxoffice.testkit.TestElasticsearch;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Takes away what the service stands on, and gives it back.
class SearchOutageTest extends SearchServiceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final JdbcClient superuser = JdbcClient.create(TestPostgres.shared().superuser());

    @Autowired
    MeterRegistry meters;

    @Test
    void while_elasticsearch_is_down_search_says_so_and_afterwards_catches_up() {
        var word = ownWord();
        var kept = catalogue.save(Event.named(word, catalogue.london()));
        eventually(answer -> answer.ids().size() == 1, "term", word);

        TestElasticsearch.shared().stop();
        try {
            var refused = api.search("term", ownWord());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().at("/type").asString()).isEqualTo("/problems/search-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.header("Cache-Control")).doesNotContain("public");
            assertThat(api.suggest("abc").status()).isEqualTo(503);
            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(api.get("/actuator/health/index").body().at("/status").asString())
                    .isEqualTo("DEGRADED");
            assertThat(api.get("/actuator/health/index").status()).isEqualTo(200);
            catalogue.rename(kept, word + " meanwhile");
            catalogue.save(Event.named(word + " new", catalogue.london()));
        } finally {
            TestElasticsearch.shared().restart();
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(api.search("term", word).names())
                        .containsExactlyInAnyOrder(word + " meanwhile", word + " new"));
        await().atMost(LONG)
                .until(() -> api.get("/actuator/health/index")
                        .body()
                        .at("/status")
                        .asString()
                        .equals("UP"));
    }

    @Test
    void a_hanging_elasticsearch_is_answered_for() {
        TestElasticsearch.shared().suspend();
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(api.search("term", ownWord()).status()).isEqualTo(503);
            }
        } finally {
            TestElasticsearch.shared().resume();
        }
        await().atMost(LONG).until(() -> api.search("term", ownWord()).status() == 200);
    }

    @Test
    void a_lost_slot_is_replaced_and_what_it_lost_is_read_from_the_tables() {
        var word = ownWord();
        TestElasticsearch.shared().suspend(); // so that the reader cannot confirm what it reads
        try {
            catalogue.save(Event.named(word, catalogue.london()));
            superuser.sql("alter system set max_slot_wal_keep_size = '1MB'").update();
            superuser.sql("select pg_reload_conf()").query().singleRow();
            superuser
                    .sql("create table if not exists public.wal_filler (data text)")
                    .update();
            await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> {
                superuser
                        .sql(
                                "insert into public.wal_filler select repeat(md5(g::text), 30) from generate_series(1, 20000) g")
                        .update();
                superuser.sql("select pg_switch_wal()").query().singleRow();
                superuser.sql("checkpoint").update();
                return slotState().equals("lost");
            });
        } finally {
            superuser.sql("alter system reset max_slot_wal_keep_size").update();
            superuser.sql("select pg_reload_conf()").query().singleRow();
            TestElasticsearch.shared().resume();
        }
        await().atMost(LONG).until(() -> api.search("term", word).names().contains(word));
        await().atMost(LONG).until(() -> slotState().equals("reserved"));
        var after = ownWord();
        catalogue.save(Event.named(after, catalogue.london()));
        await().atMost(LONG).until(() -> api.search("term", after).names().contains(after));
    }

    private String slotState() {
        return superuser
                .sql(
                        "select coalesce((select wal_status from pg_replication_slots where slot_name = 'boxoffice_search'), 'none')")
                .query(String.class)
                .single();
    }

    @Test
    void a_broken_stream_goes_on_where_it_was() {
        var word = ownWord();
        superuser
                .sql("select pg_terminate_backend(active_pid) from pg_replication_slots where active_pid is not null")
                .query()
                .listOfRows();
        catalogue.save(Event.named(word, catalogue.london()));
        await().atMost(LONG).until(() -> api.search("term", word).names().contains(word));
    }

    @Test
    void rows_that_cannot_be_indexed_are_parked_counted_and_block_nobody() {
        var word = ownWord();
        var nowhere = catalogue.venue("Nowhere", "London", "GB", 51, 0, "Mars/Olympus_Mons");
        var endless = catalogue.venue("Endless", "x".repeat(40_000), "GB", 51, 0, "Europe/London");
        var unreadable = catalogue.save(Event.named(word + " unreadable", nowhere));
        var refused = catalogue.save(Event.named(word + " refused", endless));
        catalogue.save(Event.named(word + " fine", catalogue.london()));
        await().atMost(LONG).until(() -> api.search("term", word).names().contains(word + " fine"));
        await().atMost(LONG).until(() -> parked().containsAll(List.of(unreadable.toString(), refused.toString())));
        assertThat(meters.get("boxoffice.search.parked").gauge().value()).isGreaterThanOrEqualTo(2);

        catalogue
                .events()
                .sql("update catalog.venue set timezone = 'Europe/London' where id = ?")
                .params(nowhere)
                .update();
        catalogue
                .events()
                .sql("update catalog.venue set city = 'London' where id = ?")
                .params(endless)
                .update();
        await().atMost(LONG).until(() -> api.search("term", word).ids().size() == 3);
        await().atMost(LONG).until(() -> parked().isEmpty());
    }

    @Test
    void a_change_that_does_not_say_its_row_is_parked_until_a_rebuild_has_read_the_table() {
        var word = ownWord();
        var before = catalogue.performer("Before " + word);
        var after = catalogue.performer("After " + word);
        catalogue.save(Event.named(word, catalogue.london()).by(before));
        eventually(answer -> answer.ids().size() == 1, "term", word);
        superuser
                .sql("alter table catalog.event_performer drop constraint event_performer_pkey, replica identity full")
                .update();
        try {
            catalogue
                    .events()
                    .sql("update catalog.event_performer set performer_id = ? where performer_id = ?")
                    .params(after, before)
                    .update();
            await().atMost(LONG).until(() -> parked().stream().anyMatch(key -> key.startsWith("without key")));
            assertThat(meters.get("boxoffice.search.parked").gauge().value()).isPositive();
            var behind = ownWord();
            catalogue.save(Event.named(behind, catalogue.london()));
            await().atMost(LONG).until(() -> api.search("term", behind).ids().size() == 1);
        } finally {
            superuser
                    .sql(
                            "alter table catalog.event_performer replica identity default, add primary key (event_id, performer_id)")
                    .update();
        }

        // Asked for again, since a rebuild that another test began has read the table too early.
        await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).until(() -> {
            api.post("/search/rebuild", TokenIssuer.shared().token("oscar", "operator"));
            return parked().isEmpty();
        });
        await().atMost(LONG)
                .until(() -> api.search("term", word)
                        .body()
                        .at("/events/0/performers/0")
                        .asString()
                        .startsWith("After"));
    }

    private List<String> parked() {
        return superuser.sql("select key from search.parked_row").query().listOfRows().stream()
                .map(row -> String.valueOf(row.get("key")))
                .toList();
    }

    @Test
    void an_operator_rebuilds_the_index_while_searches_and_changes_go_on() {
        var word = ownWord();
        var venue = catalogue.london();
        for (int i = 0; i < 30; i++) {
            catalogue.save(Event.named(word + " " + i, venue));
        }
        await().atMost(LONG).until(() -> total(word) == 30);
        var before = indexName();

        var operator = TokenIssuer.shared().token("oscar", "operator");
        await().atMost(LONG) // one that another test asked for would be the answer
                .until(() -> List.of("DONE", "FAILED").contains(rebuildState(operator)));
        var accepted = api.post("/search/rebuild", operator);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/search/rebuild");
        assertThat(accepted.body().at("/state").asString()).isEqualTo("REQUESTED");
        assertThat(accepted.body().at("/requestedBy").asString()).isEqualTo("oscar");
        var again = api.post("/search/rebuild", operator);
        assertThat(again.body().at("/id").asString())
                .isEqualTo(accepted.body().at("/id").asString());

        for (int i = 30; i < 40; i++) {
            catalogue.save(Event.named(word + " " + i, venue));
            assertThat(api.search("term", word).status()).isEqualTo(200);
        }
        await().atMost(LONG).until(() -> rebuildState(operator).equals("DONE"));
        assertThat(indexName()).isNotEqualTo(before);
        await().atMost(LONG).until(() -> total(word) == 40);
        var done = api.get("/search/rebuild", operator).body();
        assertThat(done.at("/indexed").asLong()).isGreaterThanOrEqualTo(30);
        assertThat(done.at("/index").asString()).isEqualTo(indexName());
    }

    @Test
    void a_lost_index_is_noticed_and_rebuilt() {
        var word = ownWord();
        catalogue.save(Event.named(word, catalogue.london()));
        eventually(answer -> answer.ids().size() == 1, "term", word);
        elasticsearch("DELETE", "/" + indexName());
        await().atMost(LONG).until(() -> api.search("term", word).ids().size() == 1);
    }

    private String rebuildState(String operator) {
        return api.get("/search/rebuild", operator).body().at("/state").asString();
    }

    private long total(String word) {
        return api.search("term", word, "size", "1")
                .body()
                .at("/page/totalElements")
                .asLong();
    }

    private String indexName() {
        var aliases = JsonMapper.shared().readTree(elasticsearch("GET", "/_alias/events"));
        return aliases.propertyNames().iterator().next();
    }

    private static String elasticsearch(String method, String path) {
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(TestElasticsearch.shared().url() + path))
                .method(method, java.net.http.HttpRequest.BodyPublishers.noBody())
                .build();
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
