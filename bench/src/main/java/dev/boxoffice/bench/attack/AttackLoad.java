package dev.boxoffice.bench.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
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

    /// Whom they attack, and as whom.
    ///
    /// @param buyer token of a user who may buy
    /// @param organizer token of a user who may import
    /// @param event whose seats are watched and asked for
    /// @param booking the buyer's own
    record Target(int port, String buyer, String organizer, String event, String booking) {}

    private static final InetAddress GATEWAY = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ATTACKER = InetAddress.ofLiteral("127.0.0.66");
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 15_000;
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);
    private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(200);
    private static final long OVERSIZED_BYTES = 100L << 20;
    private static final Duration TRICKLE = Duration.ofSeconds(1);
    private static final byte[] BLOCK = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    /// About half a megabyte, without a single event that says when it is.
    private static final String USELESS_IMPORT = "["
            + String.join(",", Collections.nCopies(8_000, "{\"id\": \"x\", \"name\": \"Nowhere, never, by nobody\"}"))
            + "]";
    private static final String IMPORT = "POST /events/import?format=ticketmaster-discovery";

    private final Target target;
    private final String key = UUID.randomUUID().toString();
    private final Map<AttackKind, Long> tries = new ConcurrentHashMap<>();
    private final Map<AttackKind, Long> carriedOut = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    AttackLoad(Target target) {
        this.target = target;
    }

    /// How often that was tried so far.
    long tries(AttackKind kind) {
        return tries.getOrDefault(kind, 0L);
    }

    /// How often it reached the platform, whatever came of it there.
    long carriedOut(AttackKind kind) {
        return carriedOut.getOrDefault(kind, 0L);
    }

    /// Attacks from the beginning of the work to its end.
    <T> T during(Callable<T> work) throws Exception {
        var over = new CountDownLatch(1);
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var kind : AttackKind.values()) {
                for (var hand = 0; hand < kind.connections(); hand++) {
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

    private void attack(AttackKind kind, CountDownLatch over) {
        try {
            while (over.getCount() > 0) {
                tries.merge(kind, 1L, Long::sum);
                var rest = tried(kind, over) ? kind.rest() : REST_AFTER_FAILURE;
                over.await(rest.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it was carried out to its end; being refused, or cut off, is what an attacker expects.
    private boolean tried(AttackKind kind, CountDownLatch over) throws InterruptedException {
        try (var socket = new Socket()) {
            open.add(socket);
            try {
                connect(socket);
                carriedOut.merge(kind, 1L, Long::sum);
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
        socket.connect(new InetSocketAddress(GATEWAY, target.port()), CONNECT_MILLIS);
    }

    private void carryOut(AttackKind kind, Socket socket, CountDownLatch over)
            throws IOException, InterruptedException {
        switch (kind) {
            case STALLED_BODY -> {
                write(socket, head("POST /booking/reserve", 10_000, target.buyer()) + "{\"ticketIds\": [");
                over.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS);
            }
            case STALLED_IMPORT -> {
                write(socket, head(IMPORT, 1 << 20, target.organizer()) + "[");
                for (var end = System.nanoTime() + LONGEST_STALL.toNanos(); System.nanoTime() < end; ) {
                    if (over.await(TRICKLE.toMillis(), TimeUnit.MILLISECONDS)) {
                        break;
                    }
                    write(socket, " ");
                }
            }
            case ABORTED_WEBHOOK -> abort(socket, head("POST /webhooks/stripe", 5_000, null) + "{\"id\": \"evt_");
            case ABORTED_RESERVE ->
                abort(socket, head("POST /booking/reserve", 5_000, target.buyer()) + "{\"ticketIds\": [");
            case ABORTED_READ -> abort(socket, head("GET /events/" + target.event() + "/seat-map", 0, null));
            case STREAM -> {
                write(socket, head("GET /events/" + target.event() + "/availability/stream", 0, null));
                over.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS);
            }
            case BOOKING_STREAM -> {
                write(socket, head("GET /bookings/" + target.booking() + "/stream", 0, target.buyer()));
                over.await(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS);
            }
            case BAD_TOKEN -> {
                write(socket, head("GET /bookings", 0, "e30." + UUID.randomUUID() + ".x"));
                answered(socket);
            }
            // Seats that no buyer of the run wants; the first is held, the others are another request's.
            case REPEATED_KEY -> reserve(socket, 1_000 + tries(kind) % 900, key);
            case FRESH_KEY -> reserve(socket, 1_000, UUID.randomUUID().toString());
            case IMPORT -> {
                write(socket, head(IMPORT, USELESS_IMPORT.length(), target.organizer()) + USELESS_IMPORT);
                answered(socket);
            }
            case OVERSIZED_IMPORT -> {
                write(socket, head(IMPORT, OVERSIZED_BYTES, target.organizer()));
                for (var sent = 0L; sent < OVERSIZED_BYTES && over.getCount() > 0; sent += BLOCK.length) {
                    socket.getOutputStream().write(BLOCK);
                }
                answered(socket);
            }
        }
    }

    private void reserve(Socket socket, long ordinal, String idempotencyKey) throws IOException {
        var body = "{\"ticketIds\": [\"" + target.event() + "." + ordinal + "\"]}";
        var head = head("POST /booking/reserve", body.length(), target.buyer(), "Idempotency-Key: " + idempotencyKey);
        write(socket, head + body);
        answered(socket);
    }

    private static void abort(Socket socket, String begun) throws IOException {
        write(socket, begun);
        socket.setSoLinger(true, 0); // a reset, not a goodbye
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
