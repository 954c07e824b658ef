package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// D8: what is remembered of calls with an `Idempotency-Key` is bounded.
@BoxofficeTest
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "boxoffice.idempotency.max-answer=200B",
            "boxoffice.idempotency.max-keys=3",
            "boxoffice.idempotency.purge-every=200ms"
        })
class IdempotencyBoundsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void a_large_answer_is_not_kept_and_its_call_is_carried_out_again() throws Exception {
        var key = UUID.randomUUID().toString();
        var text = "x".repeat(300) + key;
        assertThat(post("lea", key, text).statusCode()).isEqualTo(201);
        var again = post("lea", key, text);
        assertThat(again.statusCode()).as("there is such a note by now").isEqualTo(409);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void of_one_callers_keys_only_the_newest_stay() throws Exception {
        var caller = "kim-" + UUID.randomUUID();
        for (var i = 0; i < 6; i++) {
            assertThat(post(caller, "key-" + i, "short " + UUID.randomUUID()).statusCode())
                    .isEqualTo(201);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(JdbcClient.create(TestPostgres.shared().superuser())
                                        .sql("select key from support.idempotency_key where caller = ? order by key")
                                        .param(caller)
                                        .query(String.class)
                                        .list())
                                .containsExactly("key-3", "key-4", "key-5"));
    }

    private HttpResponse<String> post(String caller, String key, String text) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/notes"))
                .header("Authorization", "Bearer " + TokenIssuer.shared().token(caller, "buyer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
