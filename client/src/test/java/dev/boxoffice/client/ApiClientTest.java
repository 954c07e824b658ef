package dev.boxoffice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private HttpServer server;
    private ApiClient client;
    private volatile String seen = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        client = ApiClient.atPort(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_call_carries_token_headers_and_json() {
        answer("/booking/confirm", 200, "application/json", """
                {"bookingId": "b", "eventId": "e", "status": "CONFIRMED", "total": {"amount": 4500, "currency": "EUR"},
                 "addedLater": {}}""");

        var answer = client.withToken("t").withHeader("X-Admission-Token", "a").confirm("h", "pm", "Prefer", "wait=20");

        assertThat(seen)
                .contains("PUT /booking/confirm")
                .contains("Bearer t", "X-admission-token=[a]", "Prefer=[wait=20]", "Content-type=[application/json]")
                .contains("\"holdId\":\"h\"");
        assertThat(answer.expect(200).field("status")).isEqualTo("CONFIRMED");
        assertThat(answer.json().at("/total/amount").asLong()).isEqualTo(4500);
    }

    @Test
    void a_refusal_is_an_answer_and_a_typed_problem() {
        answer("/booking/reserve", 409, "application/problem+json", """
                {"type": "/problems/seat-taken", "title": "Taken", "status": 409, "traceId": "1",
                 "errors": [{"field": "ticketIds", "message": "no"}], "taken": ["e.1"]}""");

        var answer = client.reserve("e.1");

        assertThat(answer.expectProblem(409, "seat-taken").fields()).containsExactly("ticketIds");
        assertThat(answer.json().path("taken").path(0).asString()).isEqualTo("e.1");
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(3));
        assertThatThrownBy(() -> answer.expect(200, 201))
                .isInstanceOfSatisfying(
                        UnexpectedAnswerException.class,
                        unexpected -> assertThat(unexpected.kind()).isEqualTo("409 seat-taken"));
        assertThatThrownBy(() -> answer.expectProblem(409, "sold-out")).isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void a_patch_is_a_merge_patch_unless_it_says_otherwise() {
        answer("/events/e", 200, "application/json", "{}");

        client.patch("/events/e", Map.of("name", "x"), "If-Match", "\"1\"");
        assertThat(seen).contains("PATCH", "Content-type=[application/merge-patch+json]", "If-match=[\"1\"]");
        client.patch("/events/e", "{}", "Content-Type", "text/plain");
        assertThat(seen).contains("Content-type=[text/plain]");
    }

    @Test
    void a_stream_tells_what_has_come_and_what_comes_and_that_it_ended() {
        answer("/stream", 200, "text/event-stream", "id: 1\nevent: seats\ndata: {\"version\": 5}\n\n");

        try (var stream = client.stream("/stream", "Last-Event-ID", "0")) {
            org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(1)).until(stream::hasEnded);
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.messages("seats")
                            .getFirst()
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(5);
        }
        assertThat(seen).contains("Last-event-id=[0]", "text/event-stream");
    }

    @Test
    void a_call_without_an_answer_throws() {
        server.stop(0);
        assertThatThrownBy(() -> client.get("/events/e"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("GET /events/e");
    }

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            seen = describe(exchange);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("X-Request-Id", "r");
            exchange.getResponseHeaders().set("Retry-After", "3");
            exchange.sendResponseHeaders(status, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static String describe(HttpExchange exchange) throws IOException {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().entrySet() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
}
