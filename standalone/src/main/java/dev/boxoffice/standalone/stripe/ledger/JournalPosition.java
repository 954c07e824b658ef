package dev.boxoffice.standalone.stripe.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Where a line stands in the journal, in one `long`: offset and length in bytes. So an index of half a
/// million of them is one array.
final class JournalPosition {
    /// Of an object that is in no file.
    static final long NOWHERE = -1;

    /// A request has at most 1 MB, and an event or answer is little more than what was asked for.
    private static final int LENGTH_BITS = 24;

    private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;

    private JournalPosition() {}

    static long of(long offset, int length) {
        if (length > LENGTH_MASK) {
            throw new IllegalArgumentException("Too long for the journal: " + length + " bytes");
        }
        return offset << LENGTH_BITS | length;
    }

    static long offset(long position) {
        return position >>> LENGTH_BITS;
    }

    static int length(long position) {
        return (int) (position & LENGTH_MASK);
    }

    static byte[] read(FileChannel channel, long position) throws IOException {
        var line = ByteBuffer.allocate(length(position));
        while (line.hasRemaining()) {
            if (channel.read(line, offset(position) + line.position()) < 0) {
                throw new EOFException("The journal ends before byte " + offset(position) + " + " + line.capacity());
            }
        }
        return line.array();
    }
}
