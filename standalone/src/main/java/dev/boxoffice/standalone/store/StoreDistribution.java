package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.OsAccount;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A store's programs, unpacked once for each user and version into a cache shared by every checkout and test run.
final class StoreDistribution {
    /// Writes the programs into an empty directory.
    @FunctionalInterface
    interface Unpacking {
        void into(Path directory) throws IOException;
    }

    private StoreDistribution() {}

    /// The directory of the programs; whoever comes first unpacks, others (also in other processes) wait for it.
    static synchronized Path unpacked(String nameAndVersion, Unpacking unpacking) {
        var cache = cache();
        var home = cache.resolve(nameAndVersion);
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            Files.createDirectories(cache);
            try (var channel = FileChannel.open(
                            cache.resolve(nameAndVersion + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(home)) {
                    // Seen complete or not at all: a name that exists is never half unpacked.
                    var partial = cache.resolve(nameAndVersion + ".partial");
                    delete(partial);
                    Files.createDirectories(partial);
                    unpacking.into(partial);
                    openDirectories(partial);
                    Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return home;
        } catch (IOException e) {
            throw new StoreException("Cannot unpack " + nameAndVersion + " to " + cache + ": " + e.getMessage(), e);
        }
    }

    /// Root's home is closed to others, and its servers may have to run as nobody.
    private static Path cache() {
        var configured = System.getenv("BOXOFFICE_CACHE");
        if (configured != null) {
            return Path.of(configured).toAbsolutePath();
        }
        if (OsAccount.isRoot()) {
            return Path.of("/var/cache/boxoffice");
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("boxoffice").toAbsolutePath();
    }

    /// Keeps out archive entries that would climb out of their directory.
    static Path inside(Path directory, String entry) throws IOException {
        var target = directory.resolve(entry).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("Archive entry outside its directory: " + entry);
        }
        return target;
    }

    /// Readable by everyone, as servers may run under another account.
    static void makeReadable(Path file, boolean executable) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
    }

    private static void openDirectories(Path home) throws IOException {
        try (var all = Files.walk(home)) {
            for (var directory : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
