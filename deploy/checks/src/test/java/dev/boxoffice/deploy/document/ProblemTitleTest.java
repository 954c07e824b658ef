package dev.boxoffice.deploy.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.ProjectFiles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A problem type has one title: the one that answers carry is on its page, in the contract's examples and in what is
/// written.
class ProblemTitleTest {

    private static final Pattern SENT = Pattern.compile("new ProblemType\\(\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"");
    private static final Pattern WRITTEN =
            Pattern.compile("\"type\": ?\"/problems/([^\"]+)\",\\s*\"title\": ?\"([^\"]+)\"");

    private final Map<String, Collection<String>> sent = new TreeMap<>();
    private final Map<String, Collection<String>> told = new TreeMap<>();

    @Test
    void what_is_sent_has_one_title_and_a_page() {
        read(ProjectFiles.mainSources().stream(), SENT, sent);
        assertThat(sent)
                .isNotEmpty()
                .allSatisfy((type, titles) -> assertThat(titles).as(type).hasSize(1));
        readPages();
        assertThat(told.keySet()).containsAll(sent.keySet());
    }

    @Test
    void pages_examples_and_what_is_written_carry_the_title_that_is_sent() {
        read(ProjectFiles.mainSources().stream(), SENT, sent);
        readPages();
        readExamples(ProjectFiles.yaml("contracts/openapi.yaml"));
        read(
                Stream.of("docs", "contracts").flatMap(folder -> ProjectFiles.files(folder, ".md").stream()),
                WRITTEN,
                told);
        told.keySet().retainAll(sent.keySet());
        assertThat(told).isEqualTo(sent);
    }

    private static void read(Stream<Path> files, Pattern pattern, Map<String, Collection<String>> titles) {
        files.map(ProjectFiles::text)
                .flatMap(text -> pattern.matcher(text).results())
                .forEach(found -> add(titles, found.group(1), found.group(2)));
    }

    private void readPages() {
        for (var page : ProjectFiles.json("gateway/src/main/resources/problems.json")) {
            add(told, page.path("slug").asText(), page.path("title").asText());
        }
    }

    private void readExamples(JsonNode node) {
        var type = node.path("type").asText();
        if (type.startsWith("/problems/") && node.has("title")) {
            add(told, type.substring("/problems/".length()), node.path("title").asText());
        }
        node.forEach(this::readExamples);
    }

    private static void add(Map<String, Collection<String>> titles, String type, String title) {
        titles.computeIfAbsent(type, _ -> new TreeSet<>()).add(title);
    }
}
