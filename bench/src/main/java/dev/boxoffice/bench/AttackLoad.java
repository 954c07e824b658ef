package dev.boxoffice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Somebody on this machine who wants the sale to fail, with one token of their own and, where loopback has more than
/// one, an address of their own. Bounded by the work beside which they run, in connections, and in requests a second.
final class AttackLoad {

    /// What they try, on how many connections at once, and how long each rests between two tries.
    enum Kind {
        /// A body that is announced and never comes.
        STALLED_BODY(100, Duration.ZERO),
        /// A webhook cut off in the middle of its body.
        ABORTED_WEBHOOK(4, Duration.ofMillis(50)),
        /// A stream that is opened and never read.
        STREAM(200, Duration.ZERO),
        BAD_TOKEN(4, Duration.ofMillis(40)),
        /// The same idempotency key with another body, again and again.
        REPEATED_KEY(4, Duration.ofMillis(50)),
        /// More than an import may be, sent until somebody refuses it.
        OVERSIZED_IMPORT(2, Duration.ofMillis(500));

        private final int connections;
        private final Duration rest;

        Kind(int connections, Duration rest) {
            this.connections = connections;
            this.rest = rest;
        }
    }

    private static final InetAddress GATEWAY = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ATTACKER = InetAddress.ofLiteral("127.0.0.66");
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 15_000;
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);
    private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(200);
    private static final long OVERSIZED_BYTES = 100L << 20;
    private static final byte[] BLOCK = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final String token;
    private final String event;
    private final String key = UUID.randomUUID().toString();
    private final Map<Kind, Long> tries = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// @param token of a user without rights
    /// @param event whose seat map is watched
    AttackLoad(int port, String token, String event) {
        this.port = port;
        this.token = token;
        this.event = event;
    }

    /// How often that was tried so far.
    long tries(Kind kind) {
        return tries.getOrDefault(kind, 0L);
    }

    /// Attacks from the beginning of the work to its end.
    <T> T during(Callable<T> work) throws Exception {
        var over = new CountDownLatch(1);
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var kind : Kind.values()) {
                for (var hand = 0; hand < kind.connections; hand++) {
                    hands.execute(() -> attack(kind, over));
                }
            }
            try {
                return work.call();
            } finally {
                over.countDown();
                open.forEach(AttackLoad::close);
            }
        }
    }

    private void attack(Kind kind, CountDownLatch over) {
        try {
            while (over.getCount() > 0) {
                tries.merge(kind, 1L, Long::sum);
                var rest = tried(kind, over) ? kind.rest : REST_AFTER_FAILURE;
                over.await(rest.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it was carried out to its end; being refused, or cut off, is what an attacker expects.
    private boolean tried(Kind kind, CountDownLatch over) throws InterruptedException {
        try (var socket = new Socket()) {
            open.add(socket);
            try {
                connect(socket);
                carryOut(kind, socket, over);
                return true;
            } finally {
                open.remove(socket);
            }
        } catch (IOException refused) {
            return false;
        }
    }

    private void connect(Socket socket) throws IOException {
        if (System.getProperty("os.name").equals("Linux")) {
            socket.bind(new InetSocketAddress(ATTACKER, 0)); // elsewhere loopback is one address only
        }
        socket.setSoTimeout(READ_MILLIS);
        socket.connect(new InetSocketAddress(GATEWAY, port), CONNECT_MILLIS);
    }

    private void carryOut(Kind kind, Socket socket, CountDownLatch over) throws IOException, InterruptedException {
        switch (kind) {
            case STALLED_BODY -> {
                write(socket, head("POST /booking/reserve", 10_000, token) + "{\"ticketIds\": [");
                over.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS);
            }
            case ABORTED_WEBHOOK -> {
                write(socket, head("POST /webhooks/stripe", 5_000, null) + "{\"id\": \"evt_");
                socket.setSoLinger(true, 0); // a reset, not a goodbye
            }
            case STREAM -> {
                write(socket, head("GET /events/" + event + "/availability/stream", 0, null));
                over.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS);
            }
            case BAD_TOKEN -> {
                write(socket, head("GET /bookings", 0, "e30." + UUID.randomUUID() + ".x"));
                answered(socket);
            }
            case REPEATED_KEY -> {
                // Seats that no buyer of the run wants; the first is held, the others are another request's.
                var body = "{\"ticketIds\": [\"" + event + "." + (1_000 + tries(kind) % 900) + "\"]}";
                write(socket, head("POST /booking/reserve", body.length(), token, "Idempotency-Key: " + key) + body);
                answered(socket);
            }
            case OVERSIZED_IMPORT -> {
                write(socket, head("POST /events/import?format=ticketmaster-discovery", OVERSIZED_BYTES, token));
                for (var sent = 0L; sent < OVERSIZED_BYTES && over.getCount() > 0; sent += BLOCK.length) {
                    socket.getOutputStream().write(BLOCK);
                }
                answered(socket);
            }
        }
    }

    private static String head(String request, long length, @Nullable String token, String... more) {
        var head = new StringBuilder(request).append(" HTTP/1.1\r\nHost: localhost\r\n");
        if (length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(length)
                    .append("\r\n");
        }
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (var line : more) {
            head.append(line).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void answered(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("closed without an answer");
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // as wanted
        }
    }
}
