package dev.boxoffice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Every `boxoffice.*` setting as the configuration metadata of the modules describes it.
///
/// @param name in dotted form
/// @param module that reads it, such as `booking-service`
/// @param type of its value, without packages
/// @param description what it does; empty where nobody said so
/// @param defaultValue as written; empty where there is none
record SettingMetadata(String name, String module, String type, String description, String defaultValue) {
    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// By name; a setting that several modules read stands once, under the first of them.
    static SortedMap<String, SettingMetadata> all() {
        var all = new TreeMap<String, SettingMetadata>();
        try {
            for (var file :
                    Collections.list(SettingMetadata.class.getClassLoader().getResources(FILE))) {
                for (var property : JSON.readTree(file.openStream()).path("properties")) {
                    if (property.path("name").asText().startsWith("boxoffice.")) {
                        var setting = of(property, moduleOf(file.getPath()));
                        all.merge(setting.name(), setting, SettingMetadata::described);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    private static SettingMetadata described(SettingMetadata one, SettingMetadata other) {
        return one.description().isEmpty()
                        || (other.module().compareTo(one.module()) < 0
                                && !other.description().isEmpty())
                ? other
                : one;
    }

    /// `…/booking-service/target/classes/…`, or `…/booking-service-0.1.0-SNAPSHOT.jar!/…`.
    private static String moduleOf(String path) {
        for (var module : ProjectFiles.SETTING_MODULES) {
            if (path.contains("/" + module + "/target/") || path.contains("/" + module + "-0")) {
                return module;
            }
        }
        throw new IllegalStateException("settings of an unknown module: " + path);
    }

    private static SettingMetadata of(JsonNode property, String module) {
        var value = property.path("defaultValue");
        var text = value.isArray()
                ? String.join(", ", JSON.convertValue(value, String[].class))
                : value.isMissingNode() || value.isNull() ? "" : value.asText();
        return new SettingMetadata(
                property.path("name").asText(),
                module,
                property.path("type")
                        .asText()
                        .replaceAll("[\\w.]+\\.(\\w+)", "$1")
                        .replace('$', '.'),
                property.path("description").asText(),
                text);
    }

    /// Spring's relaxed binding: dots become underscores, dashes go.
    String variable() {
        return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }
}
