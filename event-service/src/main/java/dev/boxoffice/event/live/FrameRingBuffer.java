package dev.boxoffice.event.live;

import org.jspecify.annotations.Nullable;

/// The last frames of an event, shared by all its watchers; each watcher is just the number of the frame it had
/// last.
///
/// Guarded by its [LiveSeatMap].
final class FrameRingBuffer {

    /// @param base the version a reader must at least stand at for this frame to continue its availability
    record Frame(long base, long version, byte[] bytes) {}

    private final @Nullable Frame[] slots;
    private final long maxBytes;
    private long bytes;
    private long first = 1;
    private long last;
    private long lastVersion;

    FrameRingBuffer(int maxFrames, long maxBytes, long version) {
        this.slots = new Frame[maxFrames];
        this.maxBytes = maxBytes;
        this.lastVersion = version;
    }

    void add(long version, byte[] frame) {
        if (last - first + 1 == slots.length) {
            dropFirst();
        }
        last++;
        slots[slot(last)] = new Frame(lastVersion, version, frame);
        bytes += frame.length;
        lastVersion = version;
        while (bytes > maxBytes) {
            dropFirst();
        }
    }

    /// The seats changed in a way that no frame says: everybody needs a new snapshot.
    void restart(long version) {
        while (first <= last) {
            dropFirst();
        }
        last++; // nobody stands here, so nobody goes on from here
        first = last + 1;
        lastVersion = version;
    }

    private void dropFirst() {
        var dropped = slots[slot(first)];
        bytes -= dropped == null ? 0 : dropped.bytes().length;
        slots[slot(first)] = null;
        first++;
    }

    /// The number of the newest frame.
    long last() {
        return last;
    }

    /// Whether a reader who had that frame last can go on without a snapshot.
    boolean reaches(long sequence) {
        return sequence >= first - 1 && sequence <= last;
    }

    /// The frame that follows, or null when the reader has them all.
    @Nullable
    Frame after(long sequence) {
        return sequence >= last ? null : slots[slot(sequence + 1)];
    }

    /// The number of the frame after which a reader standing at that version continues without gap or repeat,
    /// or -1 when the ring does not reach there. A frame names every seat touched since its base, so a reader
    /// who comes from another instance, whose frames were cut elsewhere, may stand in the middle of one.
    long resumeAt(long version) {
        var oldest = first > last ? null : slots[slot(first)];
        if (version > lastVersion || version < (oldest == null ? lastVersion : oldest.base())) {
            return -1;
        }
        var sequence = first - 1;
        for (var frame = after(sequence); frame != null && frame.version() <= version; frame = after(sequence)) {
            sequence++;
        }
        return sequence;
    }

    private int slot(long sequence) {
        return (int) (sequence % slots.length);
    }
}
