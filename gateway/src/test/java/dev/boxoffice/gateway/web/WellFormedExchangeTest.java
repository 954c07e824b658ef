package dev.boxoffice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// I5, D15: what HTTP itself asks of a server.
class WellFormedExchangeTest extends GatewayTest {

    static Stream<Arguments> refused() {
        String rest = " HTTP/1.1\nHost: localhost\nConnection: close\n\n";
        return Stream.of(
                Arguments.of("no host", "GET /problems HTTP/1.1\nConnection: close\n\n", 400),
                Arguments.of("two hosts", "GET /problems HTTP/1.1\nHost: a\nHost: a\nConnection: close\n\n", 400),
                Arguments.of("TRACE", "TRACE /problems" + rest, 405),
                Arguments.of("an unknown method", "BREW /problems" + rest, 405),
                Arguments.of("a long address", "GET /" + "a".repeat(9_000) + rest, 414),
                Arguments.of("a broken header", "GET / HTTP/1.1\nHost: a\nContent-Length: many\n\n", 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void a_request_that_is_not_well_formed_is_a_problem_with_a_request_id(String what, String request, int status) {
        try (RawClient client = RawClient.send(port, request)) {
            String answer = client.all();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .contains("x-request-id: ", "content-type: application/problem+json");
            assertThat(answer).contains("\"status\":" + status);
        }
    }

    @Test
    void a_client_of_http_1_0_gets_no_chunks() {
        EVENTS.on("/events/chunked", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"whole\":true}".getBytes(StandardCharsets.UTF_8));
        });
        for (String more : new String[] {"", "Connection: keep-alive\n", "Host: localhost\n"}) {
            try (RawClient client = RawClient.send(port, "GET /events/chunked HTTP/1.0\n" + more + "\n")) {
                String answer = client.all();
                assertThat(answer).startsWith("HTTP/1.").contains(" 200 ").endsWith("\r\n\r\n{\"whole\":true}");
                assertThat(answer).doesNotContainIgnoringCase("transfer-encoding");
            }
        }
    }

    @Test
    void an_encoded_body_is_415_and_the_answer_says_which_encodings_are_read() {
        HttpResponse<String> response = sendElsewhere(as(request("/booking/reserve"), "alice")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(type(response)).isEqualTo("/problems/unsupported-media-type");
        assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void no_answer_calls_itself_a_problem_that_is_none() {
        for (String accept : new String[] {"application/problem+json, application/json", "application/problem+json"}) {
            HttpResponse<String> own = send(as(request("/queues"), "oscar", "operator")
                    .header("Accept", accept)
                    .GET()
                    .build());
            assertThat(own.statusCode()).isEqualTo(200);
            assertThat(own.headers().firstValue("Content-Type")).hasValue("application/json");
        }
        get(
                "/events/accepted",
                request -> request.header("Accept", "application/problem+json, application/json;q=0.9"));
        assertThat(EVENTS.seen())
                .anyMatch(seen -> seen.path().equals("/events/accepted")
                        && seen.headers()
                                .getOrDefault("Accept", java.util.List.of())
                                .equals(java.util.List.of("application/json;q=0.9")));
    }

    @Test
    void a_hidden_path_is_hidden_in_every_spelling() {
        HttpResponse<String> metrics = get("/%61ctuator/prometheus");
        assertThat(metrics.statusCode()).isEqualTo(404);
    }
}
