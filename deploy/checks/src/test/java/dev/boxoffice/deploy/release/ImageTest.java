package dev.boxoffice.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageTest {

    private static final List<String> LINES =
            ProjectFiles.text("Dockerfile").lines().toList();

    @Test
    void base_images_are_of_the_java_version_the_build_asks_for_and_pinned() {
        var java = Pattern.compile("<java.version>(\\d+)<").matcher(ProjectFiles.text("pom.xml"));
        assertThat(java.find()).isTrue();
        assertThat(LINES.stream().filter(line -> line.matches("ARG J[DR][KE]=.*")))
                .hasSize(2)
                .allMatch(line ->
                        line.matches(".*eclipse-temurin:" + java.group(1) + "\\.\\d+\\.\\d+_\\d+-j(dk|re)-noble"));
        assertThat(LINES.stream().filter(line -> line.startsWith("FROM ")))
                .allMatch(line -> line.matches("FROM \\$\\{J(DK|RE)} AS \\w+"));
    }

    @Test
    void processes_run_as_a_number_that_is_not_root() {
        assertThat(LINES.stream().filter(line -> line.startsWith("USER ")))
                .hasSize(2)
                .allMatch("USER 10001:10001"::equals);
        var pod = RenderedOverlay.template(RenderedOverlay.of("production").one("Deployment", "gateway"))
                .at("/spec/securityContext/runAsUser");
        assertThat(pod.asInt()).isEqualTo(10001);
    }

    @Test
    void the_jvm_gets_the_signal_and_the_cache_it_was_trained_for() {
        assertThat(LINES)
                .contains(
                        "ENTRYPOINT [\"java\", \"@/app/jvm.options\", \"-XX:AOTCache=/app/app.aot\", \"-jar\", \"/app/app.jar\"]");
        assertThat(ProjectFiles.text("deploy/image/train.sh"))
                .contains("java @/app/jvm.options \"$@\"", "-XX:AOTCacheOutput=/app/app.aot", "-jar /app/app.jar");
        assertThat(ProjectFiles.text("deploy/image/jvm.options"))
                .contains("-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void what_is_copied_exists_and_is_sent_to_the_builder() {
        assertThat(Files.isDirectory(ProjectFiles.path("deploy/image"))).isTrue();
        var ignored = ProjectFiles.text(".dockerignore").lines().toList();
        assertThat(ignored)
                .contains(".git", "**/target", ".boxoffice")
                .doesNotContain("deploy", "contracts", "pom.xml", ".mvn");
        var modules = Pattern.compile("-pl ([\\w,-]+) -am").matcher(ProjectFiles.text("Dockerfile"));
        assertThat(modules.find()).isTrue();
        assertThat(List.of(modules.group(1).split(",", -1)))
                .containsAll(ProjectFiles.SERVICES)
                .allMatch(module -> Files.exists(ProjectFiles.path(module + "/pom.xml")));
    }
}
