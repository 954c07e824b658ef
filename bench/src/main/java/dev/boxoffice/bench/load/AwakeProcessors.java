package dev.boxoffice.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Keeps idle processors from sleeping while something is measured, by Linux's PM QoS. In a virtual machine a
/// processor that sleeps is given back to the host, and each step of a lone request waits until it is there again.
public final class AwakeProcessors implements AutoCloseable {

    private static final Path LINUX = Path.of("/dev/cpu_dma_latency");

    private final Optional<FileChannel> request;

    private AwakeProcessors(Optional<FileChannel> request) {
        this.request = request;
    }

    /// From now until closed; nothing where the system has no such thing, or only for others.
    public static AwakeProcessors ask() {
        return ask(LINUX);
    }

    static AwakeProcessors ask(Path file) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
            // An int, the longest wait in µs: none. It counts for as long as the file is open.
            channel.write(ByteBuffer.allocate(Integer.BYTES));
            return new AwakeProcessors(Optional.of(channel));
        } catch (IOException refused) {
            return new AwakeProcessors(Optional.empty());
        }
    }

    public boolean isGranted() {
        return request.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (request.isPresent()) {
            request.get().close();
        }
    }
}
