package dev.boxoffice.standalone.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// What must hold before anything is started; each refusal is one clear line.
final class PreflightCheck {

    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private final LauncherSettings settings;

    PreflightCheck(LauncherSettings settings) {
        this.settings = settings;
    }

    /// @throws StartRefusedException with the first thing that does not hold, and of ports with all that are in use
    void check() {
        runningLauncher().ifPresent(process -> {
            throw new StartRefusedException("Boxoffice is running already (process " + process.pid()
                    + "); ./boxoffice down stops it, ./boxoffice status shows it");
        });
        requireFreePorts();
        requireMemory();
    }

    /// The launcher that keeps this home, if it lives.
    Optional<ProcessHandle> runningLauncher() {
        try {
            if (!Files.exists(settings.processIdFile())) {
                return Optional.empty();
            }
            var words = Files.readString(settings.processIdFile()).strip().split(" ", -1);
            var started = Long.parseLong(words[1]);
            // A process id may have been given to somebody else since; the start time tells.
            return ProcessHandle.of(Long.parseLong(words[0])).filter(process -> startedAt(process) == started);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    void claim() throws IOException {
        var self = ProcessHandle.current();
        Files.createDirectories(settings.home());
        Files.writeString(settings.processIdFile(), self.pid() + " " + startedAt(self));
    }

    private static long startedAt(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }

    /// O11: all that are in use at once, so that nobody mends one after the other.
    private void requireFreePorts() {
        var taken = new ArrayList<String>();
        for (var part : PlatformPart.values()) {
            for (var number = 0; number < settings.processes(part); number++) {
                var port = settings.port(part, number);
                if (!isFree(port)) {
                    taken.add("Port " + port + " (" + part.name().toLowerCase(Locale.ROOT)
                            + ") is in use; stop what listens there or set " + part.portVariable() + " to another");
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new StartRefusedException(String.join("\n           ", taken));
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void requireMemory() {
        if (!Files.isReadable(MEMORY_INFO)) {
            return;
        }
        try {
            var available = Files.readAllLines(MEMORY_INFO).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
            if (available / 1024 < settings.minMemoryMegabytes()) {
                throw new StartRefusedException(
                        "Boxoffice needs " + settings.minMemoryMegabytes() + " MB of free memory and finds "
                                + available / 1024 + " MB; BOXOFFICE_STANDALONE_MINMEMORY sets another limit");
            }
        } catch (IOException unreadable) {
            // a machine that does not tell is given the benefit of the doubt
        }
    }
}
