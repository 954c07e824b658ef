package dev.boxoffice.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// N1: what STYLE.md says of names and packages, of every module and its tests at once.
class SourceTreeTest {

    private static final int MOST_IN_PACKAGE = 15;
    private static final Set<String> GENERATED = Set.of("target", "node_modules");

    private static List<Path> sources = List.of();

    @BeforeAll
    static void find() throws IOException {
        var root = ProjectRoot.path();
        try (var files =
                Files.find(root, Integer.MAX_VALUE, (file, _) -> file.toString().endsWith(".java"))) {
            sources = files.map(root::relativize)
                    .filter(file -> !file.endsWith("package-info.java") && !isGenerated(file))
                    .toList();
        }
    }

    private static boolean isGenerated(Path file) {
        for (var folder : file) {
            if (GENERATED.contains(folder.toString()) || folder.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Long> moreThan(long most, Function<Path, @Nullable Path> by) {
        var counts = sources.stream().collect(groupingBy(file -> String.valueOf(by.apply(file)), counting()));
        counts.values().removeIf(count -> count <= most);
        return counts;
    }

    @Test
    void a_class_name_occurs_once_in_the_platform() {
        assertThat(sources).hasSizeGreaterThan(1_000);
        assertThat(moreThan(1, Path::getFileName)).isEmpty();
    }

    @Test
    void a_package_of_more_than_15_classes_has_rooms() {
        assertThat(moreThan(MOST_IN_PACKAGE, Path::getParent)).isEmpty();
    }

    @Test
    void nothing_is_a_helper() {
        assertThat(sources).noneMatch(file -> file.toString().matches(".*(Util|Utils|Manager|Helper|Impl)\\.java"));
    }
}
