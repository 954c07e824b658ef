package dev.boxoffice.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// An open stream of server-sent events, read by a thread of its own until either side ends it.
public final class EventStream implements AutoCloseable {

    private static final int BUFFER = 1 << 14;

    /// @param id empty where none has come yet
    public record Message(String id, String event, String data) {
        public JsonNode json() {
            return ApiAnswer.JSON.readTree(data);
        }

        public <T> T as(Class<T> type) {
            return ApiAnswer.JSON.readValue(data, type);
        }
    }

    private final HttpResponse<InputStream> response;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().name("event-stream").start(this::read);
    }

    private void read() {
        var parser = new EventStreamParser(Integer.MAX_VALUE, messages::add);
        var buffer = new byte[BUFFER];
        try (var in = response.body()) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                parser.take(ByteBuffer.wrap(buffer, 0, read));
            }
        } catch (IOException closed) {
            // by the server, or by whoever was reading
        } finally {
            ended = true;
        }
    }

    public int status() {
        return response.statusCode();
    }

    public HttpHeaders headers() {
        return response.headers();
    }

    /// All that have come so far.
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    public List<Message> messages(String event) {
        return messages.stream()
                .filter(message -> message.event().equals(event))
                .toList();
    }

    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException alreadyClosed) {
            // as wanted
        }
    }
}
