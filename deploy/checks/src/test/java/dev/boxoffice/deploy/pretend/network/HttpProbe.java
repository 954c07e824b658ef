package dev.boxoffice.deploy.pretend.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks a pod over its network, as a kubelet or a Prometheus does.
///
/// @param from where it asks from
public record HttpProbe(NetworkNamespace from, String address, int port) {

    /// Whether it answered 2xx or 3xx within that time, which is what counts for a kubelet.
    public boolean succeeds(String path, Duration within) {
        try {
            var status = ask(path, within).split(" ", 3);
            return status.length > 1 && (status[1].startsWith("2") || status[1].startsWith("3"));
        } catch (IOException _) {
            return false;
        }
    }

    /// The whole answer, head and body.
    public String ask(String path, Duration within) throws IOException {
        var limit = Math.toIntExact(within.toMillis());
        try (var socket = from.socket().socket()) {
            socket.connect(new InetSocketAddress(address, port), limit);
            socket.setSoTimeout(limit);
            var request = "GET " + path + " HTTP/1.0\r\nHost: " + address + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Whether somebody takes connections there.
    public boolean connects(Duration within) {
        try (var socket = from.socket().socket()) {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(within.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
