package dev.boxoffice.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.webjars.WebJarVersionLocator;

/// All files of the pages, read once. They are known by one version, which is part of their address: so they are
/// kept for ever by browsers, and modules that import each other are always of one release.
@Component
class AssetCatalogue {

    private static final String ROOT = "web/";

    /// What is served of the libraries that came as WebJars, by the name it has here.
    private static final Map<String, Library> LIBRARIES = Map.of(
            "lib/uplot.js", new Library("uplot", "dist/uPlot.esm.js"),
            "lib/uplot.css", new Library("uplot", "dist/uPlot.min.css"),
            "lib/html5-qrcode.js", new Library("html5-qrcode", "html5-qrcode.min.js"));

    private record Library(String webJar, String file) {

        String path() {
            String version = Objects.requireNonNull(new WebJarVersionLocator().version(webJar), webJar);
            return "META-INF/resources/webjars/" + webJar + "/" + version + "/" + file;
        }
    }

    private final @Nullable Path directory;
    private final Map<String, Asset> assets = new TreeMap<>();
    private final String version;

    AssetCatalogue(PagesProperties properties) {
        this.directory = properties.directory();
        var resources = new PathMatchingResourcePatternResolver();
        try {
            for (Resource resource : resources.getResources("classpath*:" + ROOT + "**/*.*")) {
                String address = resource.getURL().getPath();
                add(address.substring(address.lastIndexOf("/" + ROOT) + ROOT.length() + 1), resource);
            }
            for (Map.Entry<String, Library> library : LIBRARIES.entrySet()) {
                add(
                        library.getKey(),
                        resources.getResource("classpath:" + library.getValue().path()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ByteArrayOutputStream();
        assets.values().forEach(asset -> all.writeBytes((asset.name() + asset.etag()).getBytes(UTF_8)));
        this.version = Asset.digest(all.toByteArray());
    }

    private void add(String name, Resource resource) throws IOException {
        assets.put(name, Asset.of(name, resource.getContentAsByteArray()));
    }

    String version() {
        return version;
    }

    /// The names of all files that are not libraries: what pages need without a network.
    List<String> own() {
        return assets.keySet().stream()
                .filter(name -> !LIBRARIES.containsKey(name))
                .toList();
    }

    /// Whether a browser may keep what it got for ever.
    boolean isKept(String asked) {
        return directory == null && asked.equals(version);
    }

    Optional<Asset> find(String name) {
        Asset asset = assets.get(name);
        if (directory == null) {
            return Optional.ofNullable(asset);
        }
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
            return Optional.ofNullable(asset);
        }
        try {
            return Optional.of(Asset.of(name, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
