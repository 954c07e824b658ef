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

/// One address for whichever server is behind it now, as a Kubernetes Service stands before the primary of a PostgreSQL
/// cluster: after a failover the address is the same and leads elsewhere.
final class TcpForwarder implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private TcpForwarder(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static TcpForwarder to(int target) {
        try {
            var doorway = new TcpForwarder(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
            Thread.ofPlatform().daemon().name("doorway").start(doorway::admit);
            return doorway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /// Where it leads now.
    int target() {
        return target;
    }

    /// Whoever is inside is put out; whoever comes now goes there.
    void leadTo(int other) {
        target = other;
        open.forEach(TcpForwarder::shut);
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
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
            Thread.ofVirtual().start(() -> carry(client, server));
            carry(server, client);
        } catch (IOException nobodyThere) {
            shut(client);
        }
    }

    private void carry(Socket from, Socket to) {
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

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(TcpForwarder::shut);
    }
}
