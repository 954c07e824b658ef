package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.OsAccount;
import dev.boxoffice.standalone.process.ProcessReaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Where a store keeps its data and log, on which port it listens, and whether what it commits must survive a power
/// cut.
public record StoreHome(Path data, Path log, int port, boolean durable) {

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS)); // two processes should not try the same

    /// A home for `./boxoffice up`: kept, and written through to the disk.
    public static StoreHome durable(Path data, Path log, int port) {
        return new StoreHome(data.toAbsolutePath(), log.toAbsolutePath(), port, true);
    }

    /// A home for tests: on a free port, without waiting for disks, removed when this JVM ends.
    public static StoreHome temporary(String name) {
        try {
            var directory = Files.createTempDirectory("boxoffice-" + name + "-").toAbsolutePath();
            ProcessReaper.shared().removeAtEnd(directory);
            // Passable, for a server that must run as nobody; what is inside stays closed.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            return new StoreHome(directory.resolve("data"), directory.resolve(name + ".log"), freePort(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }

    /// A port nobody listens on now, another one each time. It is none of those that the system gives to outgoing
    /// connections: they could take it before the server it is meant for has started.
    public static int freePort() {
        return IntStream.generate(() -> FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS))
                .limit(PORTS)
                .filter(StoreHome::isFree)
                .findFirst()
                .orElseThrow(() -> new StoreException("No free port from " + FIRST_PORT + " on"));
    }

    /// Whether nobody listens there now.
    public static boolean isFree(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// Lets the account that the server runs under have the data.
    void giveTo(OsAccount account) {
        try {
            account.own(data);
        } catch (IllegalStateException unreachable) {
            throw new StoreException(String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    /// The end of the log, to tell why something did not start.
    String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
