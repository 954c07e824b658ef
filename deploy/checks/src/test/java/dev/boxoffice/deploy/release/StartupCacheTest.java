package dev.boxoffice.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// O6: a cache made on a big machine is taken by a small pod, tried with the flags of the image and the JVM of this
/// build.
@Tag("slow")
class StartupCacheTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR_TOOL = Path.of(System.getProperty("java.home"), "bin", "jar");

    @TempDir
    private Path folder;

    @BeforeEach
    void anApplication() throws IOException {
        Files.writeString(
                folder.resolve("Main.java"),
                "public class Main { public static void main(String[] a) { System.out.println(\"started\"); } }");
        Files.writeString(folder.resolve("manifest"), "Main-Class: Main\n");
        expectSuccess(run(
                JAVA.resolveSibling("javac").toString(),
                "-d",
                folder.toString(),
                folder.resolve("Main.java").toString()));
        expectSuccess(run(
                JAR_TOOL.toString(),
                "--create",
                "--file",
                jar(),
                "--manifest",
                folder.resolve("manifest").toString(),
                "-C",
                folder.toString(),
                "Main.class"));
        Files.writeString(folder.resolve("jvm.options"), ProjectFiles.text("deploy/image/jvm.options"));
    }

    @Test
    void a_cache_of_the_training_run_is_taken_by_a_pod_of_any_size_we_use() {
        train(flag("AOTCacheOutput"));
        for (var memory : List.of("640m", "768m", "1g")) {
            assertThat(start("-XX:MaxRAM=" + memory, "-XX:AOTMode=on"))
                    .as(memory)
                    .isEqualTo(new CommandLineTool.Outcome(0, "started\n"));
        }
    }

    /// Why the training run says how much memory there is: without it this is what a builder of 64 GB makes.
    @Test
    void one_for_a_big_heap_is_refused_and_the_proof_sees_it() {
        train("-XX:MaxRAM=64g");
        assertThat(start("-XX:MaxRAM=768m").output()).endsWith("started\n"); // silently, and slowly
        assertThat(start("-XX:MaxRAM=768m", "-XX:AOTMode=on").exitCode()).isNotZero();
    }

    @Test
    void the_image_is_built_only_with_a_cache_that_is_taken() {
        assertThat(flag("AOTMode=on")).isEqualTo("-XX:MaxRAM=768m");
    }

    /// The memory a line of the training script is run with.
    private static String flag(String of) {
        var line = Pattern.compile("start (-XX:MaxRAM=\\w+) .*" + Pattern.quote(of))
                .matcher(ProjectFiles.text("deploy/image/train.sh"));
        return line.find() ? line.group(1) : "-XX:MaxRAM=64g";
    }

    private void train(String memory) {
        expectSuccess(start(memory, "-XX:AOTCacheOutput=" + folder.resolve("app.aot")));
        assertThat(folder.resolve("app.aot")).isNotEmptyFile();
    }

    private CommandLineTool.Outcome start(String... flags) {
        var command = new ArrayList<>(List.of(JAVA.toString(), "@" + folder.resolve("jvm.options")));
        command.addAll(List.of(flags));
        if (Files.exists(folder.resolve("app.aot"))) {
            command.add("-XX:AOTCache=" + folder.resolve("app.aot"));
        }
        command.addAll(List.of("-jar", jar()));
        return run(command.toArray(String[]::new));
    }

    private String jar() {
        return folder.resolve("app.jar").toString();
    }

    private static CommandLineTool.Outcome run(String... command) {
        return CommandLineTool.run(command);
    }

    private static void expectSuccess(CommandLineTool.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }
}
