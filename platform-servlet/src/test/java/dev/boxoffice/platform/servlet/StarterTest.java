package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.outbox.OutboxRepository;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestRedis;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@BoxofficeTest
@SpringBootTest(classes = NotesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class StarterTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @Autowired
    NotesApplication.Switches switches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OutboxRepository outbox;

    private final String alice = TokenIssuer.shared().token("alice", "buyer");

    @AfterEach
    void mend() {
        switches.broken = false;
        switches.hold = null;
    }

    @Test
    void an_unknown_path_is_a_problem_with_a_trace_and_request_id() throws Exception {
        var response = send(request("/nowhere").header("X-Request-Id", "req-1").GET());
        assertProblem(response, 404, "not-found");
        assertThat(response.headers().firstValue("X-Request-Id")).hasValue("req-1");
        assertThat(body(response).path("traceId").asString()).hasSize(32);
        assertThat(body(response).path("instance").asString()).isEqualTo("/nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /messages, 405, method-not-allowed",
        "GET, /notes/not-an-id, 404, not-found",
        "GET, /notes?size=201, 422, validation-failed",
        "GET, /notes?page=-1, 422, validation-failed",
        "GET, /notes?size=x, 422, validation-failed",
        "GET, /operators, 403, forbidden",
    })
    void a_wrong_address_or_parameter_is_refused(String method, String path, int status, String type) throws Exception {
        assertProblem(send(request(path).method(method, BodyPublishers.noBody())), status, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":                                                  | 400 | malformed-request |",
                "                                                            | 400 | malformed-request |",
                "{\"text\":\" \"}                                            | 422 | validation-failed | text",
                "{}                                                          | 422 | validation-failed | text",
                "{\"text\":\"a\",\"price\":{\"amount\":1.5,\"currency\":\"EUR\"}} | 422 | validation-failed | price.amount",
                "{\"text\":\"a\",\"price\":{\"amount\":1,\"currency\":\"XYZ\"}}   | 422 | validation-failed | price.currency",
                "{\"text\":{}}                                               | 422 | validation-failed | text",
            })
    void a_wrong_body_is_refused_and_names_the_field(String json, int status, String type, String field)
            throws Exception {
        var response = post("/notes", json == null ? "" : json);
        assertProblem(response, status, type);
        if (field != null) {
            assertThat(body(response).path("errors").path(0).path("field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    void another_media_type_is_415() throws Exception {
        var response = send(request("/notes").header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a")));
        assertProblem(response, 415, "unsupported-media-type");
    }

    @Test
    void a_body_over_a_mebibyte_is_413_announced_or_not() throws Exception {
        var big = "{\"text\":\"" + "a".repeat(1 << 20) + "\"}";
        assertProblem(post("/notes", big), 413, "payload-too-large");
        var chunked = request("/notes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8))));
        assertProblem(send(chunked), 413, "payload-too-large");
    }

    @Test
    void an_import_takes_more_than_a_mebibyte_and_not_more_than_its_own_limit() throws Exception {
        assertThat(post("/events/import", "\"" + "a".repeat(2 << 20) + "\"").statusCode())
                .isEqualTo(200);
        assertProblem(post("/events/import", "\"" + "a".repeat(3 << 20) + "\""), 413, "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "otherIssuer", "otherAudience", "forged", "unsigned", "garbage"})
    void a_token_that_does_not_hold_is_401_with_a_challenge(String kind) throws Exception {
        var issuer = TokenIssuer.shared();
        var token = switch (kind) {
            case "expired" -> issuer.expired("alice", "buyer");
            case "otherIssuer" -> issuer.otherIssuer("alice", "buyer");
            case "otherAudience" -> issuer.otherAudience("alice", "buyer");
            case "forged" -> issuer.forged("alice", "buyer");
            case "unsigned" -> issuer.unsigned("alice", "buyer");
            default -> "abc.def.ghi";
        };
        var response = send(HttpRequest.newBuilder(uri("/me"))
                .header("Authorization", "Bearer " + token)
                .GET());
        assertProblem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void the_caller_is_the_tokens_subject_with_its_roles() throws Exception {
        var token = TokenIssuer.shared().token("mara", "support-manager", "unheard-of");
        var me = body(send(HttpRequest.newBuilder(uri("/me"))
                .header("Authorization", "Bearer " + token)
                .GET()));
        assertThat(me.path("subject").asString()).isEqualTo("mara");
        assertThat(me.path("roles").toString()).contains("SUPPORT_MANAGER", "BUYER");
    }

    @Test
    void a_repeated_key_gets_the_first_answer_and_does_nothing_again() throws Exception {
        var key = UUID.randomUUID().toString();
        var text = "{\"text\":\"" + key + "\"}";
        var first = post("/notes", text, key);
        var again = post("/notes", text, key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(notesWithText(key)).isEqualTo(1);
    }

    @Test
    void a_key_reused_for_another_body_is_refused() throws Exception {
        var key = UUID.randomUUID().toString();
        post("/notes", "{\"text\":\"" + key + "\"}", key);
        assertProblem(post("/notes", "{\"text\":\"other " + key + "\"}", key), 422, "idempotency-key-reused");
    }

    @Test
    void a_key_belongs_to_its_caller() throws Exception {
        var key = UUID.randomUUID().toString();
        post("/notes", "{\"text\":\"" + key + "\"}", key);
        var bob = send(HttpRequest.newBuilder(uri("/notes"))
                .header("Authorization", "Bearer " + TokenIssuer.shared().token("bob", "buyer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"text\":\"bob's " + key + "\"}")));
        assertThat(bob.statusCode()).isEqualTo(201);
    }

    @Test
    void while_the_first_call_runs_the_second_is_told_so() throws Exception {
        var key = UUID.randomUUID().toString();
        var latch = new CountDownLatch(1);
        switches.hold = latch;
        var before = switches.runs.get();
        var first = HTTP.sendAsync(noteRequest(key, key).build(), BodyHandlers.ofString());
        await().until(() -> switches.runs.get() > before);
        assertProblem(post("/notes", "{\"text\":\"" + key + "\"}", key), 409, "request-in-progress");
        latch.countDown();
        assertThat(first.join().statusCode()).isEqualTo(201);
        assertThat(notesWithText(key)).isEqualTo(1);
    }

    @Test
    void a_failure_is_not_remembered_and_gives_nothing_away() throws Exception {
        var key = UUID.randomUUID().toString();
        switches.broken = true;
        var failed = post("/notes", "{\"text\":\"" + key + "\"}", key);
        assertProblem(failed, 500, "internal-error");
        assertThat(failed.body()).doesNotContain("secret", "Exception", "dev.boxoffice");
        assertThat(notesWithText(key)).isZero();
        switches.broken = false;
        assertThat(post("/notes", "{\"text\":\"" + key + "\"}", key).statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_leased_key_is_given_back_on_failure_and_kept_on_success() throws Exception {
        var key = UUID.randomUUID().toString();
        switches.broken = true;
        assertProblem(post("/letters", "{\"text\":\"a\"}", key), 500, "internal-error");
        switches.broken = false;
        var first = post("/letters", "{\"text\":\"a\"}", key);
        var again = post("/letters", "{\"text\":\"a\"}", key);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void a_connection_lost_in_the_middle_is_an_outage_and_not_our_mistake() throws Exception {
        for (var key : List.of(UUID.randomUUID().toString(), "")) {
            var answer = key.isEmpty()
                    ? post("/cut-letters", "{\"text\":\"a\"}")
                    : post("/cut-letters", "{\"text\":\"a\"}", key);
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void a_constraint_by_name_becomes_its_problem() throws Exception {
        var text = "{\"text\":\"" + UUID.randomUUID() + "\"}";
        post("/notes", text);
        assertProblem(post("/notes", text), 409, "note-exists");
    }

    @Test
    void an_outbox_message_reaches_the_stream_and_is_sent_again_to_a_redis_that_lost_it() throws Exception {
        var id = body(post("/messages", "{\"text\":\"hello\"}"))
                .path("messageId")
                .asString();
        var redis = TestRedis.shared();
        await().untilAsserted(() ->
                assertThat(redis.command("XRANGE bo:events:support - +")).contains(id, "NoteWritten"));
        redis.flush();
        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(redis.command("XRANGE bo:events:support - +"))
                        .contains(id));
    }

    @Test
    void an_outbox_message_outside_a_transaction_is_refused_and_not_sent() {
        var note = UUID.randomUUID();
        assertThatThrownBy(() -> outbox.append("NoteWritten", note, Map.of("note", note)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(jdbc.sql("select count(*) from support.outbox where aggregate_id = ?")
                        .param(note)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long notesWithText(String text) {
        return jdbc.sql("select count(*) from support.note where text = ?")
                .param(text)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> post(String path, String json, String key) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder noteRequest(String text, String key) {
        return request("/notes")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + alice);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(body(response).path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(body(response).path("status").asInt()).isEqualTo(status);
        assertThat(body(response).path("traceId").asString()).isNotBlank();
    }
}
