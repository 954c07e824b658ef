package dev.boxoffice.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// booking-service as the desk sees it: a real HTTP server that knows some bookings, or does not answer.
public final class BookingServiceFake {

    private final HttpServer server;
    private final Map<String, String> bookings = new ConcurrentHashMap<>();
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private final AtomicInteger filesNow = new AtomicInteger();
    private final AtomicInteger mostFiles = new AtomicInteger();
    private volatile CountDownLatch enoughFiles = new CountDownLatch(0);
    private volatile int failWith;

    private BookingServiceFake(HttpServer server) {
        this.server = server;
    }

    public static BookingServiceFake start() {
        try {
            var fake = new BookingServiceFake(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            fake.server.createContext("/bookings/", fake::answer);
            fake.server.createContext("/internal/mail-attachments/", fake::answerFile);
            fake.server.setExecutor(task -> Thread.ofVirtual().start(task));
            fake.server.start();
            return fake;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void reset() {
        bookings.clear();
        silence.countDown();
        silence = new CountDownLatch(0);
        failWith = 0;
        filesWaitFor(0);
    }

    public UUID knows(String status, UUID eventId) {
        var id = UUID.randomUUID();
        knows(id, status, eventId);
        return id;
    }

    public void knows(UUID id, String status, UUID eventId) {
        bookings.put(
                id.toString(),
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "bookingId", id,
                                "status", status,
                                "eventId", eventId,
                                "total", Map.of("amount", 9000, "currency", "EUR"))));
    }

    /// Keeps every caller waiting until the test is over.
    public void fallSilent() {
        silence = new CountDownLatch(1);
    }

    public void failsWith(int status) {
        failWith = status;
    }

    /// No file is given until so many are asked for at once.
    public void filesWaitFor(int count) {
        mostFiles.set(0);
        enoughFiles = new CountDownLatch(count);
    }

    public int mostFilesAtOnce() {
        return mostFiles.get();
    }

    /// A file is its own path; one whose path says so is gone, or removed.
    private void answerFile(HttpExchange exchange) throws IOException {
        try (exchange) {
            mostFiles.accumulateAndGet(filesNow.incrementAndGet(), Math::max);
            enoughFiles.countDown();
            enoughFiles.await();
            filesNow.decrementAndGet();
            var path = exchange.getRequestURI().getPath();
            var body = path.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(failWith != 0 ? failWith : fileStatus(path), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int fileStatus(String path) {
        return path.contains("/gone/") ? 404 : path.contains("/removed/") ? 410 : 200;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            silence.await();
            var id = exchange.getRequestURI().getPath().substring("/bookings/".length());
            var body = bookings.getOrDefault(id, "{}").getBytes(StandardCharsets.UTF_8);
            var status = failWith != 0 ? failWith : bookings.containsKey(id) ? 200 : 404;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
