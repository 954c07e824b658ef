package dev.boxoffice.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes in spans over OTLP/HTTP, as an OpenTelemetry collector would.
public final class TraceCollector implements AutoCloseable {

    /// A trace that a caller may be part of.
    public static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// The caller's span.
    public static final String CALLER = "00f067aa0ba902b7";

    /// The caller's `traceparent`.
    public static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

    private final Queue<String> exports = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            exports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    public static TraceCollector start() {
        try {
            return new TraceCollector();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    /// Whether one export has all of these words, and all of these trace or span ids (hexadecimal).
    public boolean has(String... wordsOrIds) {
        return exports.stream()
                .anyMatch(export -> Arrays.stream(wordsOrIds)
                        .allMatch(part -> export.contains(part) || export.contains(bytes(part))));
    }

    private static String bytes(String id) {
        return id.matches("([0-9a-f]{16}){1,2}")
                ? new String(HexFormat.of().parseHex(id), StandardCharsets.ISO_8859_1)
                : id;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
