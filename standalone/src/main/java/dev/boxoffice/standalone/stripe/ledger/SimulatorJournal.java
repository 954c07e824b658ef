package dev.boxoffice.standalone.stripe.ledger;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// An append-only file of JSON lines, one for each object as it became; without a file it forgets at once.
///
/// Reading it back compacts it: of each object only the last state is kept.
public final class SimulatorJournal implements AutoCloseable {
    private final @Nullable Path file;
    private @Nullable FileChannel channel;
    /// Where the next line goes once all lines before it are written.
    private long end;

    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private int gathering;

    private SimulatorJournal(@Nullable Path file) {
        this.file = file;
    }

    public static SimulatorJournal in(@Nullable Path file) {
        return new SimulatorJournal(file);
    }

    boolean hasFile() {
        return file != null;
    }

    /// Gives back what [JournalReplay] found, then opens for appending.
    synchronized void replay(LedgerLimits limits, JournalReplay.Restorer restorer) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            var compact = file.resolveSibling(file.getFileName() + ".new");
            end = JournalReplay.compact(file, compact, limits, restorer);
            Files.move(compact, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the simulator's journal " + file, e);
        }
    }

    /// Until [#write] is called as often, lines are kept together.
    synchronized void gather() {
        gathering++;
    }

    synchronized void write() {
        gathering--;
        writeGathered();
    }

    /// Says where the object can be read from now on; [JournalPosition#NOWHERE] without a file.
    synchronized long append(Object row) {
        if (channel == null) {
            return JournalPosition.NOWHERE;
        }
        var line = JournalLine.bytesOf(row);
        var position = JournalPosition.of(end + gathered.size(), line.length);
        gathered.writeBytes(line);
        gathered.write('\n');
        writeGathered();
        return position;
    }

    private void writeGathered() {
        if (gathering > 0 || channel == null || gathered.size() == 0) {
            return;
        }
        var bytes = ByteBuffer.wrap(gathered.toByteArray());
        gathered.reset();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
            end += bytes.limit();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the simulator's journal", withoutHalf(channel, e));
        }
    }

    /// What was written of lines that failed is cut off: those that come next stand there.
    private IOException withoutHalf(FileChannel half, IOException failure) {
        try {
            half.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /// Null where no whole object of that kind stands there: its write failed, or the journal is closed.
    @Nullable
    Object read(JournalKind kind, long position) {
        try {
            var line = line(position);
            return line == null ? null : JournalLine.rowOf(kind, line);
        } catch (JacksonException | EOFException notWritten) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the simulator's journal", e);
        }
    }

    /// A change that touches more objects than are held in memory reads some before they are written.
    private byte @Nullable [] line(long position) throws IOException {
        FileChannel open;
        synchronized (this) {
            if (channel == null || position == JournalPosition.NOWHERE) {
                return null;
            }
            if (JournalPosition.offset(position) >= end) {
                return gathered(JournalPosition.offset(position) - end, JournalPosition.length(position));
            }
            open = channel;
        }
        return JournalPosition.read(open, position);
    }

    private byte @Nullable [] gathered(long from, int length) {
        return from + length > gathered.size()
                ? null
                : Arrays.copyOfRange(gathered.toByteArray(), (int) from, (int) from + length);
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the simulator's journal", e);
        }
    }
}
