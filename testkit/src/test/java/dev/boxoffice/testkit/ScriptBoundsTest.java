package dev.boxoffice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// While a script runs Redis serves nobody else, so none asks for all of what grows with an event: 200,000 held seats
/// in one answer took a tenth of a second.
class ScriptBoundsTest {
    private static final Pattern NEEDS_BOUND =
            Pattern.compile("'(ZRANGEBYSCORE|ZRANGEBYLEX|ZREVRANGEBYSCORE|XRANGE|XREVRANGE|XREAD)'");
    private static final Pattern BOUND = Pattern.compile("'(LIMIT|COUNT)'");
    private static final Pattern UNBOUNDED = Pattern.compile("'(KEYS|SMEMBERS|SUNION|SINTER|SDIFF|HKEYS|HVALS|SORT)'");

    @Test
    void no_script_reads_as_much_as_there_is() throws IOException {
        var scripts = scripts();
        assertThat(scripts).hasSizeGreaterThan(15);
        for (var script : scripts) {
            assertThat(Files.readAllLines(script))
                    .as(script.toString())
                    .noneMatch(line -> NEEDS_BOUND.matcher(line).find()
                            && !BOUND.matcher(line).find())
                    .noneMatch(line -> UNBOUNDED.matcher(line).find());
        }
    }

    private static List<Path> scripts() throws IOException {
        try (var files = Files.find(
                ProjectRoot.path(),
                8,
                (file, _) -> file.toString().matches(".*/(src/main/.*|contracts/redis/.*)\\.lua"))) {
            return files.toList();
        }
    }
}
