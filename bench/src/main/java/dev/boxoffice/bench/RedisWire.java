package dev.boxoffice.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Redis as its [protocol](https://redis.io/docs/latest/develop/reference/protocol-spec/) has it, with many commands on
/// their way at once.
final class RedisWire implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisWire(String host, int port) throws IOException {
        socket = new Socket(host, port);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /// The Redis of the standalone platform, with the password its launcher keeps.
    static RedisWire ofStandalone() throws IOException {
        var url = URI.create(System.getenv().getOrDefault("BOXOFFICE_REDIS_URL", "redis://localhost:16379"));
        var wire = new RedisWire(url.getHost(), url.getPort());
        var secret = Path.of(System.getenv().getOrDefault("BOXOFFICE_HOME", ".boxoffice"), "secrets", "redis");
        var named = url.getUserInfo();
        if (named != null) {
            wire.call("AUTH", named.substring(named.indexOf(':') + 1));
        } else if (Files.exists(secret)) {
            wire.call("AUTH", Files.readString(secret).strip());
        }
        return wire;
    }

    Object call(Object... command) throws IOException {
        send(command);
        return read();
    }

    /// Queues a command; its answer is the next that [#read] has not given yet.
    void send(Object... command) throws IOException {
        out.write(("*" + command.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var part : command) {
            var bytes = part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8);
            out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
    }

    /// A string, a number, a list of them, or "" for nothing.
    Object read() throws IOException {
        if (in.available() == 0) {
            out.flush();
        }
        var head = line();
        var rest = head.substring(1);
        return switch (head.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.valueOf(rest);
            case '$' -> string(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new IOException("Redis says " + head);
        };
    }

    private String string(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        var text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private List<Object> list(int size) throws IOException {
        var list = new ArrayList<>();
        for (var i = 0; i < size; i++) {
            list.add(read());
        }
        return list;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis has closed the connection");
            }
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
