package dev.boxoffice.event.live;

import dev.boxoffice.event.EventApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser looking at the live seat map: reads the stream and keeps the availability it is told.
public final class SeatStreamClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Message(long id, String event, JsonNode data) {}

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private final int status;
    private volatile byte[] availability = new byte[0];
    private volatile long lastId;
    private volatile boolean ended;

    private SeatStreamClient(InputStream stream, int status, byte[] known) {
        this.stream = stream;
        this.status = status;
        this.availability = known;
    }

    static SeatStreamClient open(EventApiClient api, String event) {
        return open(api, event, -1, new byte[0]);
    }

    /// Comes back after a broken connection, with what it knew.
    static SeatStreamClient open(EventApiClient api, String event, long lastEventId, byte[] known) {
        var request = HttpRequest.newBuilder(api.uri("/events/" + event + "/availability/stream"));
        if (lastEventId >= 0) {
            request.header("Last-Event-ID", Long.toString(lastEventId));
        }
        try {
            var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
            var reader = new SeatStreamClient(response.body(), response.statusCode(), known);
            Thread.ofVirtual().start(reader::read);
            return reader;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var id = "";
            var event = "";
            var data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    took(new Message(Long.parseLong(id), event, JSON.readTree(data)));
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
        } catch (IOException broken) {
            // the server or the test has closed it
        } finally {
            ended = true;
        }
    }

    private void took(Message message) {
        if (message.event().equals("snapshot")) {
            availability = decode(message.data());
        } else if (message.event().equals("seats")) {
            var next = availability.clone();
            message.data()
                    .get("changes")
                    .forEach(change ->
                            next[change.get(0).asInt()] = (byte) change.get(1).asInt());
            availability = next;
        }
        lastId = message.id();
        messages.add(message);
    }

    public static byte[] decode(JsonNode availability) {
        var packed = Base64.getDecoder().decode(availability.get("statuses").stringValue());
        var statuses = new byte[availability.get("total").asInt()];
        for (var ordinal = 0; ordinal < statuses.length; ordinal++) {
            statuses[ordinal] = (byte) (packed[ordinal / 4] >> (ordinal % 4 * 2) & 3);
        }
        return statuses;
    }

    List<Message> messages() {
        return messages;
    }

    List<Message> messages(String event) {
        return messages.stream()
                .filter(message -> message.event().equals(event))
                .toList();
    }

    byte[] availability() {
        return availability;
    }

    long lastId() {
        return lastId;
    }

    int status() {
        return status;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException alreadyClosed) {
            // as wanted
        }
    }
}
