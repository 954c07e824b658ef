package dev.boxoffice.support.triage.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules and text modules are replaced as a whole: each edit makes one version, however often it is sent.
class RuleEditTest extends SupportServiceTest {

    private static final String ROUTING = "{\"rules\":[{\"when\":\"always\",\"queue\":\"general\"}]}";
    private static final String CATEGORY = "{\"rules\":[{\"category\":\"TROMBONE\",\"module\":\"MUSIC\","
            + "\"severity\":2,\"keywords\":[\"trombone missing\"]}]}";
    private static final String MACROS =
            "{\"macros\":[{\"name\":\"hello\",\"texts\":{\"en\":{\"title\":\"T\",\"body\":\"Hi\"}}}]}";

    private final String key = UUID.randomUUID().toString();

    private static String bodyFor(String path) {
        return switch (path) {
            case "/support/routing-rules" -> ROUTING;
            case "/support/category-rules" -> CATEGORY;
            default -> MACROS;
        };
    }

    private HttpRequest.Builder edit(String path) {
        return desk.request(path, SupportDeskClient.manager()).PUT(BodyPublishers.ofString(bodyFor(path)));
    }

    private SupportDeskClient.Answer read(String path) {
        return desk.get(path, SupportDeskClient.manager());
    }

    private static String tagOf(SupportDeskClient.Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }

    private static int versionOf(SupportDeskClient.Answer answer) {
        return answer.body().path("version").asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/support/routing-rules", "/support/category-rules", "/support/macros"})
    void an_edit_sent_again_under_its_key_makes_no_second_version(String path) {
        var before = read(path);
        var edit = edit(path).header("If-Match", tagOf(before)).header("Idempotency-Key", key);

        var first = desk.send(edit);
        var again = desk.send(edit);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(tagOf(again)).isEqualTo(tagOf(first));
        assertThat(again.response().headers().firstValue("Idempotency-Replayed"))
                .hasValue("true");
        assertThat(versionOf(first)).isEqualTo(versionOf(before) + 1);
        assertThat(read(path).body()).isEqualTo(first.body());
    }

    /// Also where both are at it at the same moment.
    @ParameterizedTest
    @CsvSource({
        "/support/routing-rules, ROUTING, false",
        "/support/category-rules, CATEGORY, true",
        "/support/macros, MACRO, true"
    })
    void an_edit_that_comes_second_is_told_to_read_again(String path, String kind, boolean hasKey) throws Exception {
        var version = versionOf(read(path)) + 1;
        var edit = hasKey ? edit(path).header("Idempotency-Key", key) : edit(path);
        try (var other = TestPostgres.shared().superuser().getConnection();
                var insert = other.prepareStatement(
                        "insert into support.rule_version (kind, version, author, created_at) values (?, ?, 'x', now())")) {
            other.setAutoCommit(false);
            insert.setString(1, kind);
            insert.setInt(2, version);
            insert.execute();
            var second = CompletableFuture.supplyAsync(() -> desk.send(edit));
            await().until(() -> jdbc.sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single());
            other.commit();
            assertThat(second.join().problem()).isEqualTo("precondition-failed");
        }
    }
}
