package dev.boxoffice.client;

import dev.boxoffice.client.EventStream.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads [server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html) from whatever bytes have
/// come. A message is one whether or not it has data: heartbeats may have none.
public final class EventStreamParser {

    private final int longestLine;
    private final Consumer<Message> messages;
    private byte[] line = new byte[64];
    private int length;
    private String id = "";
    private String event = "";
    private final StringBuilder data = new StringBuilder();
    private boolean begun;

    /// @param longestLine bytes kept of a line; whoever watches thousands of streams needs the start of each alone
    public EventStreamParser(int longestLine, Consumer<Message> messages) {
        this.longestLine = longestLine;
        this.messages = messages;
    }

    public void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            take(bytes.get());
        }
    }

    public void take(byte next) {
        if (next == '\n') {
            ended();
            length = 0;
        } else if (next != '\r' && length < longestLine) {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = next;
        }
    }

    private void ended() {
        if (length == 0) {
            dispatch();
            return;
        }
        var text = new String(line, 0, length, StandardCharsets.UTF_8);
        var colon = text.indexOf(':');
        if (colon == 0) {
            return; // a comment
        }
        var field = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        begun = true;
        switch (field) {
            case "id" -> id = value;
            case "event" -> event = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {} // as the standard asks
        }
    }

    private void dispatch() {
        if (begun) {
            messages.accept(new Message(id, event, data.toString()));
        }
        begun = false;
        event = "";
        data.setLength(0);
    }
}
