package dev.boxoffice.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A small HTTP server that stands behind the gateway where a service would.
public final class StandInService implements AutoCloseable {

    /// Answers one request.
    public interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    /// What arrived.
    public record Seen(String method, String path, Map<String, List<String>> headers, long bodyLength) {}

    private final HttpServer server;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    /// On every answer of a stand-in: it is made up, and need not be as the contract says.
    public static final String HEADER = "X-Stand-In";

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    private StandInService(HttpServer server) {
        this.server = server;
    }

    public static StandInService start() {
        return start(0);
    }

    public static StandInService start(int port) {
        try {
            StandInService service = new StandInService(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500));
            service.server.createContext("/", service::answer);
            service.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            service.server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://localhost:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// What to do at a path; anything else is answered with an empty JSON object.
    public StandInService on(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    public void json(String path, String body) {
        on(path, exchange -> respond(exchange, 200, "application/json", body));
    }

    /// As event-service tells who works for an event's organization.
    public void runBy(UUID event, String manager) {
        on("/internal/events/" + event + "/rights", exchange -> {
            var isManager =
                    ("subject=" + manager).equals(exchange.getRequestURI().getQuery());
            respond(
                    exchange,
                    200,
                    "application/json",
                    isManager ? "{\"rights\":[\"EDIT_EVENTS\"]}" : "{\"rights\":[]}");
        });
    }

    public Queue<Seen> seen() {
        return seen;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set(HEADER, "true");
            String path = exchange.getRequestURI().getPath();
            Handler handler = handlers.get(path);
            if (handler != null) {
                handler.handle(exchange);
                return;
            }
            long length = exchange.getRequestBody().readAllBytes().length;
            seen.add(new Seen(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), length));
            respond(exchange, 200, "application/json", "{}");
        }
    }

    public static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
