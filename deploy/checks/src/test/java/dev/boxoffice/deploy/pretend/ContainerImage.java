package dev.boxoffice.deploy.pretend;

import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// What the Dockerfile makes of a service, as far as it is files and a command line: the built jar, laid out as there,
/// beside `deploy/image`. The base image is this machine's JDK.
///
/// @param app what the image has at `/app`
/// @param entrypoint the Dockerfile's
record ContainerImage(Path app, List<String> entrypoint) {

    private static final Pattern ENTRYPOINT =
            Pattern.compile("AS service\\n.*?\\nENTRYPOINT (\\[.*?\\])\\n", Pattern.DOTALL);

    static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    /// @param folder where images are kept
    static ContainerImage of(String service, Path folder) throws IOException {
        var jar = jar(service);
        var version = service + "-" + Files.size(jar) + "-"
                + Files.getLastModifiedTime(jar).toMillis() + "-" + parts().hashCode();
        return new ContainerImage(folder.resolve(version), entrypointOfServices());
    }

    private static Path jar(String service) throws IOException {
        try (var built = Files.list(ProjectFiles.path(service).resolve("target"))) {
            return built.filter(file -> file.toString().endsWith("-app.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(service + " is not built"));
        }
    }

    /// What the image has beside the service, and the file that says how it is made.
    private static List<String> parts() {
        return Stream.of("Dockerfile", "deploy/image/jvm.options", "deploy/image/health.sh", "deploy/image/train.sh")
                .map(ProjectFiles::text)
                .toList();
    }

    /// Whether an earlier run has made it, of the same jar.
    boolean isBuilt() {
        return Files.exists(mark());
    }

    void isBuiltNow() throws IOException {
        Files.createFile(mark());
    }

    private Path mark() {
        return app.resolveSibling(app.getFileName() + ".built");
    }

    /// All but the last step, which trains it.
    void layOut(String service) throws IOException {
        FileSystemUtils.deleteRecursively(app);
        var made = CommandLineTool.run(
                JAVA_HOME.resolve("bin/java").toString(),
                "-Djarmode=tools",
                "-jar",
                jar(service).toString(),
                "extract",
                "--destination",
                app.toString(),
                "--application-filename",
                "app.jar");
        if (made.exitCode() != 0) {
            throw new IOException(made.output());
        }
        for (var file : List.of("jvm.options", "health.sh", "train.sh")) {
            var copy = Files.copy(ProjectFiles.path("deploy/image/" + file), app.resolve(file));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static List<String> entrypointOfServices() {
        var found = ENTRYPOINT.matcher(ProjectFiles.text("Dockerfile"));
        if (!found.find()) {
            throw new IllegalStateException("the Dockerfile has no entry point of a service");
        }
        return ProjectFiles.documents(found.group(1))
                .getFirst()
                .valueStream()
                .map(word -> word.asText())
                .toList();
    }
}
