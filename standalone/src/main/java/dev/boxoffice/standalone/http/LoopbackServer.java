package dev.boxoffice.standalone.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A small HTTP server on loopback: a virtual thread for each request, and no thread that keeps a finished JVM alive.
public final class LoopbackServer implements AutoCloseable {
    static {
        // Without the first, each kept-alive answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /// Serves every path by one handler; port 0 takes a free one.
    public static LoopbackServer start(int port, HttpHandler handler) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            var loopback = new LoopbackServer(server);
            server.setExecutor(loopback.requests);
            server.createContext("/", handler);
            // The server's own thread is a daemon only when a daemon starts it.
            Thread.ofPlatform().daemon().start(server::start).join();
            return loopback;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting a server", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://localhost:" + port();
    }

    /// Breaks open connections off.
    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }
}
