package dev.boxoffice.gateway.route;

import static dev.boxoffice.gateway.StandInService.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.StandInService;
import dev.boxoffice.testkit.contract.ApiContract;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class RoutingTest extends GatewayTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing-here",
                "/actuator/env",
                "/actuator/prometheus",
                "/events/1/queue/nothing-here",
                "/dev/token",
                "/dev/payments/pi_1/outcome",
                "/dev/faults",
                "/dev/balance",
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/login",
                "/problems/nothing-here",
                "/assets/nothing-here"
            })
    void an_unknown_path_is_a_404_problem(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(type(response)).isEqualTo("/problems/not-found");
        assertThat(json(response).path("instance").asString()).isEqualTo(path);
        assertThat(json(response).path("traceId").asString()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events/../actuator/env", "/events/%2e%2e/actuator/env", "//actuator", "/events/x;y=1"})
    void a_path_that_servers_read_differently_is_refused(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /// A body that the gateway leaves out is ignored in silence, however strictly the service reads.
    @Test
    void each_body_that_the_contract_knows_goes_to_its_service() {
        assertThat(ApiContract.shared().operations())
                .filteredOn(operation -> !operation.service().equals("gateway"))
                .allSatisfy(operation -> assertThat(RouteTable.takesBody(
                                HttpMethod.valueOf(operation.method()), PathContainer.parsePath(operation.path())))
                        .as("%s %s", operation.method(), operation.path())
                        .isEqualTo(operation.place().child("requestBody").exists()
                                || List.of("POST", "PUT", "PATCH").contains(operation.method())));
    }

    @Test
    void the_standalone_paths_exist_only_where_they_are_switched_on() {
        for (String path : List.of("/dev/token", "/oauth2/jwks", "/dev/payments/pi_1/outcome", "/login")) {
            assertThat(RouteTable.upstreamOf(HttpMethod.GET, PathContainer.parsePath(path), false))
                    .isNull();
            assertThat(RouteTable.upstreamOf(HttpMethod.GET, PathContainer.parsePath(path), true))
                    .isNotNull();
        }
    }

    @Test
    void booking_service_answers_where_an_events_money_is() {
        var cancellation = PathContainer.parsePath("/events/e1/cancellation");
        assertThat(RouteTable.upstreamOf(HttpMethod.GET, cancellation, false)).isEqualTo(Upstream.BOOKING);
        assertThat(RouteTable.upstreamOf(HttpMethod.POST, cancellation, false)).isEqualTo(Upstream.EVENT);
        for (String path : List.of("/events/e1/ledger", "/events/e1/cancellation/attempts")) {
            assertThat(RouteTable.upstreamOf(HttpMethod.POST, PathContainer.parsePath(path), false))
                    .isEqualTo(Upstream.BOOKING);
        }
        assertThat(RouteTable.upstreamOf(HttpMethod.GET, PathContainer.parsePath("/events/e1"), false))
                .isEqualTo(Upstream.EVENT);
    }

    @Test
    void wrong_method_on_a_path_of_the_gateway_is_405() {
        HttpResponse<String> response = send(request("/problems").DELETE().build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(type(response)).isEqualTo("/problems/method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void a_service_that_breaks_shows_nothing_of_itself() {
        EVENTS.on("/events/broken", exchange -> {
            exchange.getResponseHeaders().set("X-Secret", "inside");
            respond(exchange, 500, "text/html", "java.lang.NullPointerException at dev.boxoffice.Secret");
        });
        HttpResponse<String> response = get("/events/broken");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(type(response)).isEqualTo("/problems/internal-error");
        assertThat(response.body()).doesNotContain("java", "Secret");
        assertThat(response.headers().firstValue("X-Secret")).isEmpty();
    }

    @Test
    void a_services_own_problem_passes_unchanged() {
        String body = "{\"type\":\"/problems/search-unavailable\",\"status\":503}";
        SEARCH.on("/search/problem", exchange -> respond(exchange, 503, "application/problem+json", body));
        HttpResponse<String> response = get("/search/problem");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void an_error_page_of_a_service_becomes_a_problem() {
        EVENTS.on("/events/page", exchange -> respond(exchange, 404, "text/html", "<h1>Tomcat</h1>"));
        HttpResponse<String> response = get("/events/page");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(type(response)).isEqualTo("/problems/not-found");
    }

    @Test
    void a_slow_service_is_503_with_retry_after() {
        CountDownLatch never = new CountDownLatch(1);
        EVENTS.on("/events/slow", exchange -> {
            wait(never);
            respond(exchange, 200, "application/json", "{}"); // which nobody waits for
        });
        HttpResponse<String> response = get("/events/slow");
        never.countDown();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(type(response)).isEqualTo("/problems/unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_preference_to_wait_extends_the_deadline() {
        CountDownLatch never = new CountDownLatch(1);
        EVENTS.on("/events/patient", exchange -> {
            wait(never, 3_000); // beyond the response timeout of 2 s
            respond(exchange, 200, "application/json", "{}");
        });
        assertThat(get("/events/patient", request -> request.header("Prefer", "respond-async, wait=10"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void wait(CountDownLatch latch) {
        wait(latch, 15_000);
    }

    private static void wait(CountDownLatch latch, long millis) {
        try {
            if (latch.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_post_whose_connection_breaks_is_not_sent_again() {
        AtomicInteger calls = new AtomicInteger();
        BOOKINGS.on("/bookings/breaks", exchange -> {
            exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            exchange.close(); // no answer
        });
        HttpResponse<String> response = call("POST", "/bookings/breaks", "alice", "{}");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(type(response)).isEqualTo("/problems/unavailable");
        assertThat(calls).hasValue(1);
    }

    @Test
    void events_of_a_stream_arrive_one_by_one() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        EVENTS.on("/events/live/availability/stream", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("event: snapshot\ndata: 1\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            wait(seen); // longer than the response timeout, unless the client tells that it has read the first event
            out.write("event: seats\ndata: 2\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<HttpResponse<Stream<String>>> response = http().sendAsync(
                        request("/events/live/availability/stream").GET().build(), HttpResponse.BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> response.join().body().forEach(lines::add));
        await().until(() -> lines.contains("data: 1"));
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true); // beyond the response timeout of 2 s
        seen.countDown();
        await().until(() -> lines.contains("data: 2"));
        reader.join();
    }

    @Test
    void a_body_beyond_the_limit_is_413_whether_announced_or_not() {
        byte[] large = new byte[1_100_000];
        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.ofByteArray(large),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> response =
                    send(as(request("/bookings/large"), "alice").POST(body).build());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(type(response)).isEqualTo("/problems/payload-too-large");
        }
        HttpResponse<String> imported = send(as(request("/events/import"), "olivia", "organizer")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                .build());
        assertThat(imported.statusCode()).isEqualTo(200);
        assertThat(EVENTS.seen())
                .anyMatch(seen -> seen.path().equals("/events/import") && seen.bodyLength() == large.length);
    }

    @Test
    void a_request_carries_its_id_and_trace_and_no_claimed_address() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        HttpResponse<String> response = get(
                "/venues/traced",
                request -> request.header("X-Request-Id", "my-request.1")
                        .header("traceparent", trace)
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("Forwarded", "for=6.6.6.6"));
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("my-request.1");
        StandInService.Seen seen = EVENTS.seen().stream()
                .filter(one -> one.path().equals("/venues/traced"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.headers()).containsEntry("X-request-id", List.of("my-request.1"));
        assertThat(seen.headers()).containsEntry("Traceparent", List.of(trace));
        assertThat(seen.headers()).containsEntry("X-forwarded-for", List.of("127.0.0.1"));
        assertThat(seen.headers()).doesNotContainKey("Forwarded");
    }

    @Test
    void every_response_has_an_id_and_safe_headers() {
        for (String path : List.of("/venues/any", "/nothing-here", "/", "/problems")) {
            HttpResponse<String> response = get(path, request -> request.header("X-Request-Id", "no spaces <allowed>"));
            assertThat(response.headers().firstValue("X-Request-Id"))
                    .as(path)
                    .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
            assertThat(response.headers().firstValue("Referrer-Policy")).isPresent();
            assertThat(response.headers().firstValue("Server")).isEmpty();
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void no_other_origin_may_call_unless_configured() {
        HttpResponse<String> response = get("/venues/any", request -> request.header("Origin", "https://evil.example"));
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
