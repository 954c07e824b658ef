package dev.boxoffice.booking.testing;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.TestRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every command that reaches a Redis while it is open, as Redis itself tells (`MONITOR`).
public final class BookingRedisMonitor implements AutoCloseable {

    /// Not a request's: how a connection begins and ends, and the outbox, which looks after its stream now and then.
    private static final List<String> NOT_OF_A_REQUEST =
            List.of("\"PING\"", "\"QUIT\"", "\"HELLO\"", "\"CLIENT\"", "\"bo:events:");

    private final TestRedis redis;
    private final Socket socket;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public BookingRedisMonitor(TestRedis redis) throws IOException {
        this.redis = redis;
        var address = URI.create(redis.url());
        this.socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
        Thread.ofVirtual().name("redis-monitor").start(this::read);
        await().atMost(Duration.ofSeconds(20)).until(() -> lines.contains("+OK"));
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            lines.add("closed");
        }
    }

    /// What clients sent so far; what a script did inside Redis is part of its one call.
    public List<String> roundTrips() {
        return commands().stream().filter(line -> !line.contains(" lua] ")).toList();
    }

    /// The same, with what scripts did.
    public List<String> commands() {
        var mark = UUID.randomUUID().toString();
        redis.command("PING " + mark);
        await().atMost(Duration.ofSeconds(20)).until(() -> lines.stream().anyMatch(line -> line.contains(mark)));
        return lines.stream()
                .filter(line -> line.contains("] \""))
                .filter(line -> NOT_OF_A_REQUEST.stream().noneMatch(line::contains))
                .toList();
    }

    public void reset() {
        roundTrips();
        lines.clear();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
