package dev.boxoffice.standalone.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs out of zonky's artifact for this machine.
final class PostgresDistribution {
    private static final String VERSION = "18.6.0";

    private PostgresDistribution() {}

    static Path program(String name) {
        return home().resolve("bin").resolve(name);
    }

    private static Path home() {
        return StoreDistribution.unpacked("postgres-" + VERSION, directory -> {
            try (var binary = open();
                    var tar = new TarArchiveInputStream(
                            new XZCompressorInputStream(new BufferedInputStream(binary)), "UTF-8")) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(entry, tar, directory);
                }
            }
        });
    }

    private static InputStream open() throws IOException {
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        var target = StoreDistribution.inside(directory, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, StoreDistribution.inside(directory, entry.getLinkName()));
        } else {
            Files.copy(content, target);
            StoreDistribution.makeReadable(target, (entry.getMode() & 0100) != 0);
        }
    }
}
