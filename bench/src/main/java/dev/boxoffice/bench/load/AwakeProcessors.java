package dev.boxoffice.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Keeps idle processors from sleeping while something is measured, by Linux's PM QoS. In a virtual machine a processor
/// that
/// sleeps is given back to the host, and each step of a request that goes alone waits until it is there again.
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
        if (!Files.isWritable(file)) {
            return new AwakeProcessors(Optional.empty());
        }
        try {
            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
            // The longest wait in µs; it counts for as long as the file is open.
            var longestWait = ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putInt(0);
            channel.write(longestWait.flip());
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
