package dev.boxoffice.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// O10: a program of the operator's that reads what is deployed. Where it is not installed, the tests that need it are
/// skipped; where everything is to be checked (`BOXOFFICE_CHECKS_COMPLETE`, which `.ci/run` sets), they fail.
public final class CommandLineTool {

    private static final int MOST_SECONDS = 60;

    /// @param output what it wrote, errors among it
    public record Outcome(int exitCode, String output) {}

    private CommandLineTool() {}

    /// @param without what cannot be done without it, for whoever reads why a test was skipped
    public static void require(String name, String without) {
        require(name, without, System.getenv());
    }

    /// Likewise for what `deploy/tools/install.sh` brings.
    public static void requireFile(String file, String without) {
        if (!Files.exists(ProjectFiles.path(file))) {
            missing(file, without, System.getenv());
        }
    }

    static void require(String name, String without, Map<String, String> environment) {
        if (!exists(name, environment)) {
            missing(name, without, environment);
        }
    }

    private static void missing(String name, String without, Map<String, String> environment) {
        var reason = name + " is not installed, so " + without;
        if (Boolean.parseBoolean(environment.get("BOXOFFICE_CHECKS_COMPLETE"))) {
            throw new AssertionError(reason + "; everything was to be checked");
        }
        throw new TestAbortedException(reason);
    }

    private static boolean exists(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    public static Outcome run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command[0] + " does not end: " + output);
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
