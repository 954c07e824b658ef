package dev.boxoffice.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.standalone.ForkedProcess;
import dev.boxoffice.standalone.ForkedProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The small scripts at the root, by the shell that runs them.
@Tag("stores")
class ScriptTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @Test
    void a_jdk_is_found_by_its_version_and_an_older_one_passed_over() throws Exception {
        jdk("old", "17.0.15");
        var newer = jdk("new", "27-ea");

        assertThat(find("old").code()).isEqualTo(1);
        assertThat(find("new").output().strip()).isEqualTo(newer.toString());
        assertThat(find("absent").code()).isEqualTo(1);
    }

    /// With a version nobody has installed, only the one in `JAVA_HOME` can be it.
    private Ended find(String home) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-c", ". \"$1\"/.mvn/jdk.sh; find_jdk 26", "sh", ROOT.toString());
        shell.environment().put("JAVA_HOME", directory.resolve(home).toString());
        shell.environment().put("HOME", directory.toString());
        return ForkedProcess.run(shell);
    }

    private Path jdk(String name, String version) throws IOException {
        var home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        var javac = Files.writeString(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    @Test
    void an_unknown_command_gets_the_usage_and_a_failure() throws Exception {
        var ended = boxoffice("fly");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).contains("Usage: ./boxoffice up [--fresh]");
    }

    @Test
    void logs_of_an_unknown_part_name_the_known_ones() throws Exception {
        assertThat(boxoffice("logs").output().strip()).isEqualTo("boxoffice: there are no logs yet");
        Files.createDirectories(directory.resolve("home/logs"));
        Files.writeString(directory.resolve("home/logs/gateway.log"), "one\ntwo\n");

        assertThat(boxoffice("logs", "gateway").output()).isEqualTo("one\ntwo\n");
        var unknown = boxoffice("logs", "moon");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.output()).contains("no log of 'moon'", "gateway");
    }

    private Ended boxoffice(String... arguments) throws IOException, InterruptedException {
        var shell = new ProcessBuilder(ROOT.resolve("boxoffice").toString());
        shell.command().addAll(java.util.List.of(arguments));
        shell.redirectErrorStream(true)
                .environment()
                .put("BOXOFFICE_HOME", directory.resolve("home").toString());
        return ForkedProcess.run(shell);
    }
}
