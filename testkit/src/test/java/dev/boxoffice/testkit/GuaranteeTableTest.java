package dev.boxoffice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/guarantees.md` names what there is.
class GuaranteeTableTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|.*\\| (.+) \\|$");

    private final String table = read(ProjectRoot.path().resolve("docs/guarantees.md"));

    @Test
    void every_test_it_names_is_there() {
        var tests = tests();
        var named = TEST.matcher(table).results().map(match -> match.group(1)).collect(Collectors.toSet());
        assertThat(named).isNotEmpty().isSubsetOf(tests);
    }

    @Test
    void every_guarantee_has_a_line_that_names_a_test_or_says_that_there_is_none() {
        var held = new ArrayList<String>();
        ROW.matcher(table).results().forEach(row -> {
            held.add(row.group(1));
            assertThat(row.group(2)).as(row.group(1)).matches(".*`.+`.*|not held by a test yet");
        });
        var expected = Stream.of(
                        ids("M", 12),
                        ids("P", 12),
                        ids("D", 15),
                        ids("I", 7),
                        ids("H", 10),
                        ids("O", 12),
                        ids("S", 10),
                        ids("L", 7),
                        Stream.of("B4"))
                .flatMap(ids -> ids)
                .toList();
        assertThat(held).doesNotHaveDuplicates().containsAll(expected);
    }

    private static Stream<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
    }

    private static Set<String> tests() {
        try (var files = Files.walk(ProjectRoot.path())) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("/src/test/java/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
