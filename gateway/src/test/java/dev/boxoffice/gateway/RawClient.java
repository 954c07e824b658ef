package dev.boxoffice.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends what no HTTP library would.
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    /// @param request with `\n` for the ends of its lines
    public static RawClient send(int port, String request) {
        try {
            Socket socket = new Socket("localhost", port);
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The status of the answer.
    public int status() {
        try {
            StringBuilder line = new StringBuilder();
            int read = socket.getInputStream().read();
            while (read >= 0 && read != '\n') {
                line.append((char) read);
                read = socket.getInputStream().read();
            }
            return line.length() < 12 ? -1 : Integer.parseInt(line.substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All there is until the gateway closes the connection.
    public String all() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
