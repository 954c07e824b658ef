package dev.boxoffice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is written points at what is there, and decisions say what a decision has to say.
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)\\s#]+)[^)]*\\)");

    @Test
    void every_link_leads_somewhere() throws IOException {
        for (var page : pages()) {
            var link = LINK.matcher(ProjectFiles.text(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as("%s links to %s", page, link.group(1))
                        .exists();
            }
        }
    }

    @Test
    void every_decision_has_a_status_a_date_and_what_else_was_weighed_and_is_in_the_index() throws IOException {
        var index = ProjectFiles.text("docs/decisions/README.md");
        try (var records = Files.list(ProjectFiles.path("docs/decisions"))) {
            for (var record :
                    records.filter(file -> !file.endsWith("README.md")).toList()) {
                assertThat(ProjectFiles.text(record))
                        .as(record.getFileName().toString())
                        .containsPattern("(?m)^Status: \\w+.*, \\d{4}-\\d{2}-\\d{2}$")
                        .containsPattern("\\*\\*Weighed\\.\\*\\*|## Weighed")
                        .containsPattern("\\*\\*Cost\\.\\*\\*|## Cost");
                assertThat(index).contains("(" + record.getFileName() + ")");
            }
        }
    }

    private static List<Path> pages() throws IOException {
        var root = ProjectFiles.path(".").normalize();
        try (var top = Files.list(root);
                var docs = Files.walk(root.resolve("docs"));
                var contracts = Files.list(root.resolve("contracts"))) {
            return Stream.of(top, docs, contracts)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
