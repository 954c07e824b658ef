package dev.boxoffice.gateway.trace;

import static dev.boxoffice.testkit.TraceCollector.CALLER;
import static dev.boxoffice.testkit.TraceCollector.TRACE;
import static dev.boxoffice.testkit.TraceCollector.TRACEPARENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.testkit.TraceCollector;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
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

    private static final TraceCollector COLLECTOR = TraceCollector.start();

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.tracing.endpoint", COLLECTOR::endpoint);
    }

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Test
    void a_callers_trace_goes_through_the_gateway_to_the_service() {
        HttpResponse<String> answer = get("/events/traced", request -> request.header("traceparent", TRACEPARENT));
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        EVENTS.seen().stream()
                .filter(seen -> seen.path().equals("/events/traced"))
                .forEach(seen -> seen.headers().forEach((name, values) -> received.put(name, values.getFirst())));
        String[] parts = received.getOrDefault("traceparent", "").split("-", -1);
        assertThat(parts[1]).isEqualTo(TRACE);
        assertThat(parts[2]).isNotEqualTo(CALLER);
        assertThat(parts[3]).isEqualTo("01");
        await().atMost(Duration.ofSeconds(30)).until(() -> COLLECTOR.has(TRACE, parts[2]));
    }

    @Test
    void a_problem_names_the_trace() {
        HttpResponse<String> lost = get("/nowhere", request -> request.header("traceparent", TRACEPARENT));
        assertThat(json(lost).path("traceId").asString()).isEqualTo(TRACE);
    }
}
