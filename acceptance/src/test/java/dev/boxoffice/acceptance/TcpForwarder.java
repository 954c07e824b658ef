package dev.boxoffice.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One address for the server that is behind it now, as a Kubernetes Service stands before the primary of a PostgreSQL
/// cluster: after a failover the address stays and another server answers.
public final class TcpForwarder implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private TcpForwarder(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static TcpForwarder to(int target) {
        try {
            var forwarder = new TcpForwarder(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
            Thread.ofPlatform().daemon().name("forwarder").start(forwarder::acceptConnections);
            return forwarder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Where it forwards to now.
    public int target() {
        return target;
    }

    /// Ends what is connected; new connections go there.
    public void forwardTo(int other) {
        target = other;
        open.forEach(TcpForwarder::closeQuietly);
    }

    private void acceptConnections() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            Thread.ofVirtual().start(() -> copy(client, server));
            copy(server, client);
        } catch (IOException refused) {
            closeQuietly(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            // one side went away, so the other is let go
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(TcpForwarder::closeQuietly);
    }
}
