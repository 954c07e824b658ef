package dev.boxoffice.standalone.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// Operating system and processor, in the words the binaries' artifacts use; and what this one has.
public record Machine(String os, String processor) {

    private static final long ROOMY_BYTES = 12L << 30;

    /// Whether there is memory to spare for what stores keep in it.
    public static boolean isRoomy() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                && machine.getTotalMemorySize() >= ROOMY_BYTES;
    }

    static Machine current() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Machine(
                os.contains("mac") ? "darwin" : "linux",
                switch (processor) {
                    case "aarch64", "arm64" -> "arm64";
                    case "amd64", "x86_64" -> "amd64";
                    default -> processor;
                });
    }
}
