package dev.boxoffice.deploy.pretend.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/// Leads from one network to another: each connection that comes in has one that goes out.
public final class SocketRelay implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final Supplier<SocketChannel> outgoing;
    private final SocketAddress target;

    private SocketRelay(ServerSocketChannel listener, Supplier<SocketChannel> outgoing, SocketAddress target) {
        this.listener = listener;
        this.outgoing = outgoing;
        this.target = target;
    }

    /// @param outgoing makes the sockets that are to be connected to the target
    private static SocketRelay start(
            ServerSocketChannel listener, Supplier<SocketChannel> outgoing, SocketAddress target) {
        var relay = new SocketRelay(listener, outgoing, target);
        Thread.ofPlatform().daemon().name("relay").start(relay::acceptConnections);
        return relay;
    }

    /// From an address of the pretended network to a port of this machine's own.
    public static SocketRelay toThisMachine(ServerSocketChannel listener, int port) {
        return start(
                listener, SocketRelay::ofThisMachine, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// From a free port of this machine's own.
    public static SocketRelay fromThisMachine(Supplier<SocketChannel> outgoing, SocketAddress target) {
        try {
            var listener = ServerSocketChannel.open();
            return start(
                    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024), outgoing, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SocketChannel ofThisMachine() {
        try {
            return SocketChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    private void acceptConnections() {
        while (listener.isOpen()) {
            try {
                var client = listener.accept().socket();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                var server = outgoing.get().socket()) {
            server.connect(target, 5_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var there = Thread.ofVirtual().start(() -> copy(client, server));
            copy(server, client);
            there.join();
        } catch (IOException _) {
            // Whoever came in sees the connection end.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until one side has said all, which the other is told.
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // that is what was wanted
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
