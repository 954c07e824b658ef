package dev.boxoffice.bench;

import dev.boxoffice.bench.Watchers.Frame;
import java.nio.ByteBuffer;
import java.util.Locale;

/// Reads one response of Server-Sent Events from whatever bytes have come: head, chunks, lines. Nothing but the start
/// of
/// a line is kept, except where frames are wanted whole.
final class EventStream {

    private enum Part {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END
    }

    private static final int LONGEST_KEPT = 32;

    private final Watchers watchers;
    private final boolean whole;
    private final StringBuilder line = new StringBuilder(LONGEST_KEPT);
    private final StringBuilder head = new StringBuilder();
    private Part part = Part.HEAD;
    private boolean chunked;
    private long chunkLeft;
    private long id = -1;
    private String event = "";
    private String data = "";

    EventStream(Watchers watchers, boolean whole) {
        this.watchers = watchers;
        this.whole = whole;
    }

    void take(ByteBuffer bytes, long nanos) {
        while (bytes.hasRemaining()) {
            var next = (char) bytes.get();
            switch (part) {
                case HEAD -> head(next);
                case CHUNK_SIZE -> chunkSize(next);
                case CHUNK -> {
                    content(next, nanos);
                    if (chunked && --chunkLeft == 0) {
                        part = Part.CHUNK_END;
                    }
                }
                case CHUNK_END -> part = next == '\n' ? Part.CHUNK_SIZE : Part.CHUNK_END;
            }
        }
    }

    private void head(char next) {
        head.append(next);
        var end = head.length();
        if (end < 4 || head.indexOf("\r\n\r\n", end - 4) < 0) {
            return;
        }
        if (!head.substring(0, 12).equals("HTTP/1.1 200")) {
            throw new IllegalStateException(head.substring(0, 12));
        }
        chunked = head.toString().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        part = chunked ? Part.CHUNK_SIZE : Part.CHUNK;
        head.setLength(0);
        head.trimToSize();
    }

    private void chunkSize(char next) {
        if (next == '\n') {
            part = Part.CHUNK;
        } else if (next != '\r') {
            chunkLeft = chunkLeft * 16 + Character.digit(next, 16);
        }
    }

    private void content(char next, long nanos) {
        if (next != '\n') {
            if (whole || line.length() < LONGEST_KEPT) {
                line.append(next);
            }
            return;
        }
        if (line.isEmpty()) {
            ended();
        } else if (startsWith("id: ")) {
            began(Long.parseLong(line, 4, line.length(), 10), nanos);
        } else if (whole && startsWith("event: ")) {
            event = line.substring(7);
        } else if (whole && startsWith("data: ")) {
            data = line.substring(6);
        }
        line.setLength(0);
    }

    private boolean startsWith(String start) {
        return line.length() >= start.length() && line.indexOf(start) == 0;
    }

    private void began(long newId, long nanos) {
        if (id < 0) {
            watchers.began();
        }
        if (newId > id) {
            watchers.arrived(newId, nanos); // a heartbeat repeats the id
        }
        id = newId;
    }

    private void ended() {
        if (whole && !data.isEmpty()) {
            watchers.read(new Frame(id, event, data));
            data = "";
        }
    }
}
