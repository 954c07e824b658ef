package dev.boxoffice.testkit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Starts something at most once in this JVM; it ends with the JVM.
final class SharedInstance<T> {
    private final Supplier<T> start;
    private @Nullable T started;

    SharedInstance(Supplier<T> start) {
        this.start = start;
    }

    synchronized T get() {
        var running = started;
        if (running == null) {
            running = start.get();
            started = running;
        }
        return running;
    }
}
