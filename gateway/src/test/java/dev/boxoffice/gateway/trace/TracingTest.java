package dev.boxoffice.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.boxoffice.gateway.GatewayTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// With an endpoint, the gateway's span joins the caller's trace, and a service's hangs below it.
@TestPropertySource(
        properties = {
            "boxoffice.tracing.sampling=1",
            "management.opentelemetry.tracing.export.schedule-delay=100ms",
        })
@DirtiesContext
class TracingTest extends GatewayTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final Queue<byte[]> EXPORTS = new ConcurrentLinkedQueue<>();
    private static final HttpServer COLLECTOR = collector();

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry properties) {
        properties.add(
                "boxoffice.tracing.endpoint",
                () -> "http://localhost:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
    }

    @AfterAll
    static void stop() {
        COLLECTOR.stop(0);
    }

    @Test
    void a_callers_trace_goes_through_the_gateway_to_the_service() {
        HttpResponse<String> answer =
                get("/events/traced", request -> request.header("traceparent", "00-" + TRACE + "-" + CALLER + "-01"));
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        EVENTS.seen().stream()
                .filter(seen -> seen.path().equals("/events/traced"))
                .forEach(seen -> seen.headers().forEach((name, values) -> received.put(name, values.getFirst())));
        String[] parts = received.getOrDefault("traceparent", "").split("-", -1);
        assertThat(parts[1]).isEqualTo(TRACE);
        assertThat(parts[2]).isNotEqualTo(CALLER);
        assertThat(parts[3]).isEqualTo("01");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(EXPORTS).anyMatch(export -> contains(export, TRACE) && contains(export, parts[2])));
    }

    @Test
    void a_problem_names_the_trace() {
        HttpResponse<String> lost =
                get("/nowhere", request -> request.header("traceparent", "00-" + TRACE + "-" + CALLER + "-01"));
        assertThat(json(lost).path("traceId").asString()).isEqualTo(TRACE);
    }

    private static HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                EXPORTS.add(exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] export, String hex) {
        String bytes = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        return new String(export, StandardCharsets.ISO_8859_1).contains(bytes);
    }
}
