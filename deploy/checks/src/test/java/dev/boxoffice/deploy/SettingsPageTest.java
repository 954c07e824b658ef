package dev.boxoffice.deploy;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/settings.md says what every setting does, because it is written from what the code says of it.
/// `-Dboxoffice.docs.write=true` writes it anew.
class SettingsPageTest {
    private static final String PAGE = "docs/settings.md";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(boxoffice\\.[a-z0-9.-]+)");

    @Test
    void every_setting_is_on_the_page_as_the_code_describes_it() throws IOException {
        var page = page();
        if (Boolean.getBoolean("boxoffice.docs.write")) {
            Files.writeString(ProjectFiles.path(PAGE), page);
        }

        assertThat(ProjectFiles.text(PAGE))
                .as("write it anew with -Dboxoffice.docs.write=true")
                .isEqualTo(page);
    }

    @Test
    void every_setting_has_a_description() {
        assertThat(SettingMetadata.all().values())
                .filteredOn(setting -> setting.description().isBlank())
                .extracting(SettingMetadata::name)
                .isEmpty();
    }

    @Test
    void every_setting_that_an_application_file_or_an_annotation_reads_is_described() throws IOException {
        var described = SettingMetadata.all().keySet();
        var read = new TreeSet<String>();
        for (var module : ProjectFiles.SETTING_MODULES) {
            try (var files = Files.walk(ProjectFiles.path(module + "/src/main"))) {
                files.filter(file -> file.toString().endsWith(".yaml")
                                || file.toString().endsWith(".java"))
                        .forEach(file -> {
                            var placeholder = PLACEHOLDER.matcher(ProjectFiles.text(file));
                            while (placeholder.find()) {
                                read.add(placeholder.group(1).replaceAll("\\.$", ""));
                            }
                        });
            }
        }
        read.remove("boxoffice.db"); // `${boxoffice.db.${boxoffice.service}.password}`: one a service, each described
        assertThat(read).isSubsetOf(described);
    }

    private static String page() {
        var page = new StringBuilder("""
                # Settings

                Written from the code's own descriptions; a test holds this page to them. Each can be given as a property, or in the
                environment: dots become underscores, dashes go. Spring Boot's own names work as everywhere (`spring.datasource.*`,
                `spring.data.redis.*`, `spring.elasticsearch.uris`, `spring.security.oauth2.resourceserver.jwt.issuer-uri`, `management.*`).
                Durations read `10m`, `30s`, `500ms`; sizes `1MB`. A setting without default has to be given, or may be left out where the
                description says so.
                """);
        var modules =
                new TreeMap<>(SettingMetadata.all().values().stream().collect(groupingBy(SettingMetadata::module)));
        for (var module : ProjectFiles.SETTING_MODULES) {
            var settings = modules.get(module);
            if (settings == null) {
                continue;
            }
            page.append("\n## ")
                    .append(module)
                    .append("\n\n| setting | environment | type | default | what |\n|---|---|---|---|---|\n");
            for (var setting : settings) {
                page.append("| `%s` | `%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.name(),
                                setting.variable(),
                                setting.type(),
                                setting.defaultValue().isEmpty() ? "–" : "`" + setting.defaultValue() + "`",
                                setting.description().replace("|", "\\|").replaceAll("\\s+", " ")));
            }
        }
        return page.toString();
    }
}
