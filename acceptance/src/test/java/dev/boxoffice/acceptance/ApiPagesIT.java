package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands in docs/api run as they stand, and answer with what the page shows behind them.
class ApiPagesIT {

    private static final Path PAGES = RunningPlatform.root().resolve("docs/api");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|json)\\n(.*?)^```$");
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:");
    private static final Pattern TOLD_EXACTLY =
            Pattern.compile("\"(type|status|state|result)\"\\s*:\\s*(\"[^\"]+\"|\\d+)");
    private static final String MARK = "@@ block ";

    /// @param shown the JSON on the page behind the commands
    private record Step(String commands, List<String> shown) {}

    @TempDir
    private Path folder;

    static Stream<String> pages() throws IOException {
        try (var files = Files.list(PAGES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_commands_of_a_page_answer_what_it_shows(String page) throws Exception {
        var steps = new ArrayList<>(steps("README.md"));
        if (!page.equals("README.md")) {
            steps.addAll(steps(page));
        }
        var answers = run(steps);
        for (var i = 0; i < steps.size(); i++) {
            for (var shown : steps.get(i).shown()) {
                var answer = answers.get(i).replaceAll("\\s*:\\s*", ":");
                assertThat(shownIn(shown)).as(steps.get(i).commands() + answer).allMatch(answer::contains);
            }
        }
    }

    @Test
    void the_index_names_every_page_and_links_lead_somewhere() throws Exception {
        var index = Files.readString(PAGES.resolve("README.md"));
        for (var page : pages().filter(name -> !name.equals("README.md")).toList()) {
            assertThat(index).contains("(" + page + ")");
            var links = Pattern.compile("\\]\\((?!http)([^)#]+)").matcher(Files.readString(PAGES.resolve(page)));
            assertThat(links.results().map(link -> link.group(1)))
                    .allSatisfy(link -> assertThat(PAGES.resolve(link)).exists());
        }
    }

    private static List<Step> steps(String page) throws IOException {
        var steps = new ArrayList<Step>();
        BLOCK.matcher(Files.readString(PAGES.resolve(page))).results().forEach(block -> {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), new ArrayList<>()));
            } else {
                steps.getLast().shown().add(block.group(2));
            }
        });
        return steps;
    }

    /// What each step wrote, in one shell, so that a page's variables go on.
    private List<String> run(List<Step> steps) throws Exception {
        var script = steps.stream()
                .map(step -> "echo '" + MARK + "'\n" + step.commands())
                .collect(Collectors.joining("\n"));
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", here(script))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return List.of(output.split(Pattern.quote(MARK), -1)).subList(1, steps.size() + 1);
    }

    private static String here(String script) {
        return script.replace(
                        "http://localhost:8080",
                        RunningPlatform.shared().gateway().toString())
                .replace(
                        "smtp://localhost:8025",
                        "smtp://localhost:" + RunningPlatform.shared().port("SMTP"));
    }

    /// The members' names, and the values that a reader would rely on.
    private static List<String> shownIn(String json) {
        var names = MEMBER.matcher(json).results().map(member -> "\"" + member.group(1) + "\":");
        var values = TOLD_EXACTLY.matcher(json).results().map(told -> "\"" + told.group(1) + "\":" + told.group(2));
        return Stream.concat(names, values).distinct().toList();
    }
}
