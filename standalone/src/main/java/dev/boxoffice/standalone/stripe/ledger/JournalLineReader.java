package dev.boxoffice.standalone.stripe.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Lines as bytes, each with the place where it begins.
final class JournalLineReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int filled;
    private long end;
    private long start;

    JournalLineReader(InputStream in) {
        this.in = in;
    }

    /// Null after the last; that may lack its line's end.
    byte @Nullable [] next() throws IOException {
        start = end;
        var line = new ByteArrayOutputStream();
        while (at < filled || fill()) {
            var begin = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, begin, at - begin);
            end += at - begin;
            if (at < filled) {
                at++;
                end++;
                return line.toByteArray();
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    long lineStart() {
        return start;
    }
}
