package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TokenIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// A refusal is an answer too: under its key it is the first answer again, and what it undid stays undone.
@BoxofficeTest
@SpringBootTest(classes = NotesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class IdempotentRefusalTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Problem REFUSAL =
            Problem.of(ProblemTypes.CONFLICT, "Not now.").with("reason", "OFFERED");

    @LocalServerPort
    int port;

    @Autowired
    NotesApplication.Switches switches;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void mend() {
        switches.refusal = null;
        switches.hold = null;
        switches.broken = false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/refusable-notes", "/refusable-letters", "/withdrawable-notes"})
    void a_refusal_is_the_first_answer_again_though_the_call_would_succeed_by_now(String path) throws Exception {
        switches.refusal = REFUSAL;
        var first = post(path);
        switches.refusal = null;
        var again = post(path);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(409);
        assertThat(JSON.readTree(first.body()).path("instance").asString()).isEqualTo(path);
        assertThat(JSON.readTree(first.body()).path("traceId").asString()).hasSize(32);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(again.body())).isEqualTo(JSON.readTree(first.body()));
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(notes()).isZero();
    }

    @Test
    void a_refusal_by_the_database_is_remembered_too() throws Exception {
        jdbc.sql("insert into support.note values (?, ?)")
                .params(UUID.randomUUID(), key)
                .update();
        var first = post("/notes");
        jdbc.sql("delete from support.note where text = ?").param(key).update();
        var again = post("/notes");
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(again.body())).isEqualTo(JSON.readTree(first.body()));
    }

    /// What says "not like this" or "not so fast" is asked again with the same key once that is mended.
    @ParameterizedTest
    @CsvSource({
        "/refusable-notes, 412, 201",
        "/refusable-notes, 428, 201",
        "/refusable-notes, 429, 201",
        "/refusable-notes, 503, 201",
        "/refusable-notes, 422, 201",
        "/refusable-letters, 429, 202",
        "/refusable-letters, 422, 202",
        "/withdrawable-notes, 429, 202",
        "/withdrawable-notes, 503, 202",
    })
    void what_was_not_decided_is_not_remembered(String path, int status, int later) throws Exception {
        switches.refusal = switch (status) {
            case 422 -> FieldErrors.single("text", "is none").problem();
            case 428 -> Problem.of(ProblemTypes.PRECONDITION_REQUIRED, "Say which version you edit.");
            default -> Problem.ofStatus(status);
        };
        assertThat(post(path).statusCode()).isEqualTo(status);
        switches.refusal = null;
        assertThat(post(path).statusCode()).isEqualTo(later);
    }

    @Test
    void a_success_whose_work_was_undone_is_a_failure() throws Exception {
        switches.broken = true;
        assertThat(post("/withdrawable-notes").statusCode()).isEqualTo(500);
        assertThat(notes()).isZero();
        switches.broken = false;
        assertThat(post("/withdrawable-notes").statusCode()).isEqualTo(202);
        assertThat(notes()).isEqualTo(1);
    }

    /// Between the undoing and the remembering another request may come first: then its answer is the key's.
    @Test
    void a_refusal_does_not_stand_beside_another_answer_under_its_key() throws Exception {
        switches.refusal = REFUSAL;
        var latch = new CountDownLatch(1);
        switches.hold = latch;
        var before = switches.runs.get();
        var first = CompletableFuture.supplyAsync(() -> postUnchecked("/refusable-notes"));
        await().until(() -> switches.runs.get() > before);
        try (var other = TestPostgres.shared().superuser().getConnection()) {
            other.setAutoCommit(false);
            var lock = CompletableFuture.runAsync(() -> lock(other, "alice\n" + key));
            await().until(() -> jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            .query(Long.class)
                            .single()
                    == 1);
            latch.countDown();
            lock.join();
            assertThat(first.join().body()).contains("request-in-progress");
            other.rollback();
        }
        switches.refusal = null;
        assertThat(post("/refusable-notes").statusCode()).isEqualTo(201);
    }

    private static void lock(Connection connection, String name) {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 7))")) {
            lock.setString(1, name);
            lock.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long notes() {
        return jdbc.sql("select count(*) from support.note where text = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> postUnchecked(String path) {
        try {
            return post(path);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpResponse<String> post(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + TokenIssuer.shared().token("alice", "buyer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"text\":\"" + key + "\"}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
