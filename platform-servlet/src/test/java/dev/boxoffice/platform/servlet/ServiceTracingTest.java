package dev.boxoffice.platform.servlet;

import static dev.boxoffice.testkit.TraceCollector.TRACE;
import static dev.boxoffice.testkit.TraceCollector.TRACEPARENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.client.OutgoingCallMetrics;
import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.TraceCollector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// With an endpoint, a caller's trace goes on through the service to its stores, and logs can be found by it.
@BoxofficeTest
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=notes",
            "boxoffice.tracing.sampling=1",
            "management.opentelemetry.tracing.export.schedule-delay=100ms",
            "logging.structured.format.console=ecs"
        })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class ServiceTracingTest {

    private static final TraceCollector COLLECTOR = TraceCollector.start();

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    TracePropagation traces;

    @Autowired
    OutgoingCallMetrics calls;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry properties) {
        properties.add("boxoffice.tracing.endpoint", COLLECTOR::endpoint);
    }

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Test
    void a_callers_trace_is_kept_with_its_statements_and_named_in_problems(CapturedOutput output) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var token = TokenIssuer.shared().token("alice", "buyer");
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/messages".formatted(port)))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("traceparent", TRACEPARENT);
            var answer = http.send(
                    request.POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);

            var lost = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/nowhere".formatted(port)))
                            .header("traceparent", TRACEPARENT)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(lost.body()).contains("\"traceId\":\"" + TRACE + "\"");
        }
        await().until(() -> COLLECTOR.has(TRACE) && COLLECTOR.has("support.outbox"));

        LoggerFactory.getLogger("test").info("wrote to ada@example.org");
        assertThat(output)
                .contains("\"message\":\"wrote to ***@example.org\"")
                .contains("\"service\":{\"name\":\"notes\"");
    }

    @Test
    void a_call_of_another_process_takes_the_trace_along_and_is_part_of_it() {
        var headers = new ConcurrentHashMap<String, String>();
        traces.within(TRACEPARENT, "settle", () -> {
            try (var call = calls.begin("elsewhere", "GET", "/things/{id}", headers::put)) {
                call.answered(200);
            }
        });
        assertThat(headers.get("traceparent")).contains(TRACE);
        await().until(() -> COLLECTOR.has("get elsewhere"));
    }

    @Test
    void a_message_takes_the_trace_along_and_its_reader_goes_on_with_it() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/messages".formatted(port)))
                    .header("Authorization", "Bearer " + TokenIssuer.shared().token("alice", "buyer"))
                    .header("Content-Type", "application/json")
                    .header("traceparent", TRACEPARENT)
                    .POST(BodyPublishers.ofString("{\"text\":\"far away\"}"))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        var sent = await().until(
                        () ->
                                redis
                                        .<String, String>opsForStream()
                                        .range("bo:events:support", Range.unbounded())
                                        .stream()
                                        .filter(entry -> entry.getValue()
                                                .getOrDefault(TracePropagation.FIELD, "")
                                                .contains(TRACE))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        traces.within(
                sent.getValue().get(TracePropagation.FIELD),
                "read far away",
                () -> assertThat(traces.current()).contains(TRACE));
        await().until(() -> COLLECTOR.has(TRACE, "read far away"));
        assertThat(traces.current()).isNull();
    }
}
