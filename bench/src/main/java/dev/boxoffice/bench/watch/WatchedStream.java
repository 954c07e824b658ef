package dev.boxoffice.bench.watch;

import dev.boxoffice.client.EventStream.Message;
import dev.boxoffice.client.EventStreamParser;
import java.nio.ByteBuffer;
import java.util.Locale;

/// One watcher's HTTP response, taken apart from whatever bytes have come: head and chunks here, messages by the
/// client. Nothing but the start of a line is kept, except where frames are wanted whole.
final class WatchedStream {

    private enum Part {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END
    }

    private static final int LONGEST_KEPT = 32;

    private final WatcherGroup watchers;
    private final boolean whole;
    private final EventStreamParser parser;
    private final StringBuilder head = new StringBuilder();
    private Part part = Part.HEAD;
    private boolean chunked;
    private long chunkLeft;
    private long id = -1;
    private long readAt;

    WatchedStream(WatcherGroup watchers, boolean whole) {
        this.watchers = watchers;
        this.whole = whole;
        this.parser = new EventStreamParser(whole ? Integer.MAX_VALUE : LONGEST_KEPT, this::arrived);
    }

    void take(ByteBuffer bytes, long nanos) {
        readAt = nanos;
        while (bytes.hasRemaining()) {
            var next = bytes.get();
            switch (part) {
                case HEAD -> head((char) next);
                case CHUNK_SIZE -> chunkSize((char) next);
                case CHUNK -> {
                    parser.take(next);
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

    private void arrived(Message message) {
        var newId = Long.parseLong(message.id());
        if (id < 0) {
            watchers.began();
        }
        if (newId > id) {
            watchers.arrived(newId, readAt); // a heartbeat repeats the id
        }
        id = newId;
        if (whole && !message.data().isEmpty()) {
            watchers.read(message);
        }
    }
}
