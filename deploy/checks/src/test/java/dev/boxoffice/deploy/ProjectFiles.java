package dev.boxoffice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The checkout these tests read: everything in it but what a build or a run leaves behind.
public final class ProjectFiles {

    public static final List<String> SERVICES =
            List.of("gateway", "event-service", "booking-service", "search-service", "support-service");

    /// In the order in which their settings are listed.
    public static final List<String> SETTING_MODULES = List.of(
            "platform",
            "platform-servlet",
            "gateway",
            "event-service",
            "booking-service",
            "search-service",
            "support-service",
            "standalone");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = root();

    private ProjectFiles() {}

    private static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docker-compose.yml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "docker-compose.yml is in no folder above " + Path.of("").toAbsolutePath());
    }

    public static Path path(String name) {
        return ROOT.resolve(name);
    }

    public static String text(String name) {
        return text(path(name));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode yaml(String name) {
        return documents(text(name)).getFirst();
    }

    public static JsonNode json(String name) {
        try {
            return JSON.readTree(path(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The documents of a YAML stream; a key given twice is an error.
    public static List<JsonNode> documents(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(500);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(text).spliterator(), false)
                .filter(document -> document != null)
                .map(document -> JSON.<JsonNode>valueToTree(document))
                .toList();
    }

    public static List<Path> files(String folder, String suffix) {
        try (var files = Files.walk(path(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Java sources of the product, of all modules that have any.
    public static List<Path> mainSources() {
        return SETTING_MODULES.stream()
                .map(module -> module + "/src/main/java")
                .filter(folder -> Files.exists(path(folder)))
                .flatMap(folder -> files(folder, ".java").stream())
                .toList();
    }
}
