package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The commands of the README do what the README says.
class ReadmeWalkIT {

    @Test
    void the_walk_of_the_readme_buys_a_ticket() throws Exception {
        var walk = walk().replace(
                        "http://localhost:8080",
                        RunningPlatform.shared().gateway().toString());
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", walk)
                .redirectErrorStream(true)
                .start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        assertThat(output).contains("\"status\":\"CONFIRMED\"").contains("\"code\":\"");
    }

    @Test
    void the_readme_and_the_launcher_show_the_same_walk() throws Exception {
        assertThat(Files.readString(RunningPlatform.root().resolve("README.md")))
                .contains(walk());
    }

    @Test
    void every_link_of_the_readme_leads_somewhere() throws Exception {
        var readme = Files.readString(RunningPlatform.root().resolve("README.md"));
        var links = Pattern.compile("\\]\\((?!http)([^)#]+)\\)")
                .matcher(readme)
                .results()
                .map(link -> link.group(1));
        assertThat(links)
                .allSatisfy(
                        link -> assertThat(RunningPlatform.root().resolve(link)).exists());
    }

    private static String walk() throws Exception {
        return Files.readString(RunningPlatform.root().resolve("standalone/src/main/resources/walk.sh"))
                .strip();
    }
}
