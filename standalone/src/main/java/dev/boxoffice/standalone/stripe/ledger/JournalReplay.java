package dev.boxoffice.standalone.stripe.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Reads a journal back into a shorter one that has only the last state of each object.
///
/// Only positions are held in memory: the file may be far larger than what is kept of it.
final class JournalReplay {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel old;
    private final LedgerLimits limits;
    private final Map<JournalKind, PositionIndex> lastStates = new EnumMap<>(JournalKind.class);

    private JournalReplay(FileChannel old, LedgerLimits limits) {
        this.old = old;
        this.limits = limits;
    }

    /// Takes an object with its position in the compacted file.
    @FunctionalInterface
    interface Restorer {
        void restore(Object row, long position);
    }

    /// Gives every object back as it became last, kind by kind, each in the order in which they were made.
    ///
    /// @return the length of the compacted file
    static long compact(Path file, Path into, LedgerLimits limits, Restorer restorer) throws IOException {
        try (var old = FileChannel.open(file)) {
            var replay = new JournalReplay(old, limits);
            replay.findLastStates(file);
            return replay.copy(into, restorer);
        }
    }

    private void findLastStates(Path file) throws IOException {
        try (var lines = Files.newInputStream(file)) {
            var reader = new JournalLineReader(lines);
            for (var line = reader.next(); line != null; line = reader.next()) {
                var head = JournalLine.headOf(line);
                if (head != null) {
                    note(head, JournalPosition.of(reader.lineStart(), line.length));
                }
            }
        }
    }

    private void note(JournalLine.Head head, long position) {
        var kind = JournalKind.named(head.kind());
        var index = lastStates.computeIfAbsent(kind, _ -> new PositionIndex(limits.keptOf(kind)));
        var hash = PositionIndex.hash(head.id());
        var known = index.first(hash, ordinal -> isAt(index.position(ordinal), head) ? (Long) ordinal : null);
        if (known == null) {
            index.add(hash, position, 0);
        } else {
            index.move(known, position);
        }
    }

    private boolean isAt(long position, JournalLine.Head head) {
        try {
            return head.equals(JournalLine.headOf(JournalPosition.read(old, position)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long copy(Path into, Restorer restorer) throws IOException {
        var end = 0L;
        try (var writer = new BufferedOutputStream(Files.newOutputStream(into), BUFFER_BYTES)) {
            for (var kind : JournalKind.values()) {
                if (!lastStates.containsKey(kind)) {
                    continue;
                }
                // Let go of kind by kind: whoever restores makes an index of its own.
                var states = Objects.requireNonNull(lastStates.remove(kind));
                for (var ordinal = states.oldest(); ordinal < states.next(); ordinal++) {
                    var line = JournalPosition.read(old, states.position(ordinal));
                    writer.write(line);
                    writer.write('\n');
                    var row = Objects.requireNonNull(JournalLine.rowOf(kind, line));
                    restorer.restore(row, JournalPosition.of(end, line.length));
                    end += line.length + 1;
                }
            }
        }
        return end;
    }
}
