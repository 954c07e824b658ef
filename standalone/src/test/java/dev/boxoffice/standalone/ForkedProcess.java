package dev.boxoffice.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a class of these tests, or of the product, in a JVM of its own.
public final class ForkedProcess {
    private ForkedProcess() {}

    public static ProcessBuilder java(Class<?> main, String... arguments) {
        return java(Map.of(), main, arguments);
    }

    public static ProcessBuilder java(Map<String, String> environment, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    /// What it printed until it ended, and its exit code.
    public record Ended(int code, String output) {}

    public static Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
