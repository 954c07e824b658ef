package dev.boxoffice.support.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands before the mail server: counts its connections, and holds one where a test wants a mail to be slow.
final class MailServerRelay implements AutoCloseable {

    /// A connection that gets no further.
    ///
    /// @param reached opens once a connection is held
    /// @param over lets it go on
    record Hold(CountDownLatch reached, CountDownLatch over) {
        void awaitReached() throws InterruptedException {
            reached.await();
        }

        void end() {
            over.countDown();
        }
    }

    private final ServerSocket door;
    private final int port;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicReference<@Nullable Hold> holding = new AtomicReference<>();

    /// @param port of the mail server
    MailServerRelay(int port) {
        this.port = port;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    int connectionsMade() {
        return made.get();
    }

    int mostOpenAtOnce() {
        return mostOpen.get();
    }

    /// The next connection is held at the first thing its client says.
    Hold holdNext() {
        var hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
        holding.set(hold);
        return hold;
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                made.incrementAndGet();
                mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> answer(server, client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /// What the client says; it counts as gone before it hears that it may go.
    private void pass(Socket client, Socket server) {
        var gone = new AtomicBoolean();
        try (client;
                server) {
            copy(client.getInputStream(), server.getOutputStream(), said -> {
                var hold = holding.getAndSet(null);
                if (hold != null) {
                    hold.reached().countDown();
                    hold.over().await();
                }
                if (said.startsWith("QUIT") && gone.compareAndSet(false, true)) {
                    open.decrementAndGet();
                }
            });
        } catch (IOException ended) {
            // as connections do
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (gone.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        }
    }

    private static void answer(Socket server, Socket client) {
        try (client;
                server) {
            copy(server.getInputStream(), client.getOutputStream(), _ -> {});
        } catch (IOException ended) {
            // as connections do
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Listener {
        void hears(String said) throws InterruptedException;
    }

    private static void copy(InputStream from, OutputStream to, Listener listener)
            throws IOException, InterruptedException {
        var bytes = new byte[8192];
        for (var read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            listener.hears(new String(bytes, 0, read, StandardCharsets.US_ASCII));
            to.write(bytes, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
