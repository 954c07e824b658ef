package dev.boxoffice.standalone.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Elasticsearch's programs out of the official zip that Maven keeps in its local repository.
final class ElasticsearchDistribution {
    private ElasticsearchDistribution() {}

    static Path home() {
        var properties = properties();
        var version = properties.getProperty("version");
        var zip = Path.of(properties.getProperty("zip"));
        var directory = StoreDistribution.unpacked("elasticsearch-" + version, into -> {
            if (!Files.exists(zip)) {
                throw new IOException(zip + " is gone; build the module standalone again");
            }
            unzip(zip, into);
        });
        return directory.resolve("elasticsearch-" + version);
    }

    private static void unzip(Path zip, Path directory) throws IOException {
        try (var archive = ZipFile.builder().setPath(zip).get()) {
            for (var entry : (Iterable<org.apache.commons.compress.archivers.zip.ZipArchiveEntry>)
                    () -> archive.getEntries().asIterator()) {
                var target = StoreDistribution.inside(directory, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (var content = archive.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                    StoreDistribution.makeReadable(target, (entry.getUnixMode() & 0100) != 0);
                }
            }
        }
    }

    private static Properties properties() {
        var properties = new Properties();
        try (var resource = ElasticsearchDistribution.class.getResourceAsStream("elasticsearch.properties")) {
            properties.load(resource);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
