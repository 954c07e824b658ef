package dev.boxoffice.bench.sale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How long a server's main thread has run so far, and how long it could have run and no processor was free.
record ProcessorTime(long ranMicros, long waitedMicros) {

    private static final int NANOS_PER_MICRO = 1_000;

    /// Empty where it is not told: not on Linux, or the server is on another machine or in a container, whose process
    /// ids are not ours.
    ///
    /// @param name the program's
    static Optional<ProcessorTime> of(String name, long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try {
            if (!Files.readString(process.resolve("comm")).strip().equals(name)) {
                return Optional.empty();
            }
            var nanos = Files.readString(process.resolve("schedstat")).split(" ", 3);
            return Optional.of(new ProcessorTime(
                    Long.parseLong(nanos[0]) / NANOS_PER_MICRO, Long.parseLong(nanos[1]) / NANOS_PER_MICRO));
        } catch (IOException notTold) {
            return Optional.empty();
        }
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(ranMicros - before.ranMicros, waitedMicros - before.waitedMicros);
    }
}
