package dev.boxoffice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
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
class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Queue<byte[]> EXPORTS = new ConcurrentLinkedQueue<>();
    private static final HttpServer COLLECTOR = collector();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry properties) {
        properties.add(
                "boxoffice.tracing.endpoint",
                () -> "http://localhost:%d/v1/traces"
                        .formatted(COLLECTOR.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        COLLECTOR.stop(0);
    }

    @Test
    void a_callers_trace_is_kept_with_its_statements_and_named_in_problems(CapturedOutput output) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var token = TokenIssuer.shared().token("alice", "buyer");
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/messages".formatted(port)))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
            var answer = http.send(
                    request.POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);

            var lost = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/nowhere".formatted(port)))
                            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(lost.body()).contains("\"traceId\":\"" + TRACE + "\"");
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(EXPORTS)
                    .anyMatch(export -> contains(export, HexFormat.of().parseHex(TRACE)));
            assertThat(EXPORTS).anyMatch(export -> contains(export, "support.outbox".getBytes(StandardCharsets.UTF_8)));
        });

        LoggerFactory.getLogger("test").info("wrote to ada@example.org");
        assertThat(output)
                .contains("\"message\":\"wrote to ***@example.org\"")
                .contains("\"service\":{\"name\":\"notes\"");
    }

    private static HttpServer collector() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

    private static boolean contains(byte[] all, byte[] part) {
        var text = new String(all, StandardCharsets.ISO_8859_1);
        return text.contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
