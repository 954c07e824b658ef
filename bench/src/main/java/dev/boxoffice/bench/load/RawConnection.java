package dev.boxoffice.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One kept HTTP/1.1 connection, written to and read from directly: the load generator shares its processors with
/// what it measures, and an ordinary client costs about as much a request as the gateway does.
final class RawConnection implements AutoCloseable {

    private static final int BUFFER = 1 << 13;
    private static final int READ_TIMEOUT_MILLIS = 30_000;

    /// An answer; its body is JSON whose fields are found by their names.
    record Answer(int status, String body) {

        /// The first text of this name.
        String text(String name) {
            var start = body.indexOf("\"" + name + "\":\"");
            if (start < 0) {
                throw new IllegalStateException(status + " without " + name);
            }
            var from = start + name.length() + 4;
            return body.substring(from, body.indexOf('"', from));
        }

        Answer expect(int expected) {
            if (status != expected) {
                var type = body.indexOf("\"type\":\"");
                throw new IllegalStateException(status
                        + (type < 0 ? "" : " " + body.substring(type + 8, body.indexOf('"', type + 8))));
            }
            return this;
        }
    }

    private final URI base;
    private final InetSocketAddress from;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /// @param from an address of this machine that the requests come from: every 127.x.y.z is one
    RawConnection(URI base, String from) {
        this.base = base;
        this.from = new InetSocketAddress(from, 0);
    }

    /// A connection that the server has closed meanwhile is opened anew, once.
    Answer send(String method, String path, String token, String headers, String body) throws IOException {
        var fresh = socket == null;
        try {
            return exchange(method, path, token, headers, body);
        } catch (EOFException | java.net.SocketException closed) {
            close();
            if (fresh) {
                throw closed;
            }
            return exchange(method, path, token, headers, body);
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private Answer exchange(String method, String path, String token, String headers, String body) throws IOException {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head =
                method + ' ' + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAuthorization: Bearer " + token
                        + "\r\n" + headers
                        + (content.length == 0
                                ? "\r\n"
                                : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n");
        var bytes = new byte[head.length() + content.length];
        var ascii = head.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, bytes, 0, ascii.length);
        System.arraycopy(content, 0, bytes, ascii.length, content.length);
        connected().getOutputStream().write(bytes);
        return read();
    }

    private Socket connected() throws IOException {
        var open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.setSoTimeout(READ_TIMEOUT_MILLIS);
            open.bind(from);
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
            in = new BufferedInputStream(open.getInputStream(), BUFFER);
            socket = open;
        }
        return open;
    }

    private Answer read() throws IOException {
        var status = Integer.parseInt(line().substring(9, 12));
        var length = -1;
        var closes = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (lower.equals("connection: close")) {
                closes = true;
            }
        }
        var body = length >= 0
                ? new String(in.readNBytes(length), StandardCharsets.UTF_8)
                : hasNoBody(status) ? "" : chunks();
        if (closes) {
            close();
        }
        return new Answer(status, body);
    }

    private static boolean hasNoBody(int status) {
        return status == 204 || status == 304;
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            line();
        }
        line();
        return body.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (var next = in.read(); ; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException broken) {
            // it is gone either way
        }
        socket = null;
    }
}
