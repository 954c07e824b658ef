package dev.boxoffice.standalone.launcher;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Unpacks the services' runnable jars: from plain jars a JVM starts faster than from jars within a jar, and only
/// those can be put into an AOT cache.
final class AppJarUnpacker {

    static final List<String> MODULES =
            List.of("event-service", "booking-service", "search-service", "support-service", "gateway");

    private final LauncherSettings settings;
    private final Path java;

    AppJarUnpacker(LauncherSettings settings, Path java) {
        this.settings = settings;
        this.java = java;
    }

    void unpackChanged() {
        MODULES.parallelStream().forEach(this::unpackIfChanged);
    }

    private void unpackIfChanged(String module) {
        var built = built(module);
        var target = settings.home().resolve("apps").resolve(module);
        var mark = target.resolve("unpacked-from");
        try {
            var version = Files.getLastModifiedTime(built) + " " + Files.size(built);
            if (Files.exists(mark) && Files.readString(mark).equals(version)) {
                return;
            }
            delete(target);
            Files.createDirectories(target.getParent());
            var extract = ChildProcess.start(Program.of(
                    "unpack-" + module,
                    List.of(
                            java.toString(),
                            "-Djarmode=tools",
                            "-jar",
                            built.toString(),
                            "extract",
                            "--destination",
                            target.toString(),
                            "--application-filename",
                            module + ".jar"),
                    settings.root(),
                    settings.logs().resolve("unpack.log")));
            if (extract.onExit().join() != 0) {
                throw new StartRefusedException(
                        built + " cannot be unpacked; see " + settings.logs().resolve("unpack.log"));
            }
            Files.writeString(mark, version);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + built, e);
        }
    }

    private Path built(String module) {
        var target = settings.root().resolve(module).resolve("target");
        try (var files = Files.isDirectory(target) ? Files.list(target) : Stream.<Path>empty()) {
            return files.filter(file -> file.getFileName().toString().endsWith("-app.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new StartRefusedException(module + " is not built; run ./mvnw -DskipTests package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
