package dev.boxoffice.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The environment variables our processes know: from the configuration records, the application files, the contract,
/// and what code reads from the environment itself.
final class KnownSettings {

    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([a-z.-]+)\"\\)");
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\s*\\(");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:BOXOFFICE|DEV_TOKEN)_[A-Z0-9_]+\\b");

    /// What Spring Boot itself reads.
    private static final Set<String> OF_SPRING = Set.of(
            "SERVER_PORT",
            "MANAGEMENT_SERVER_PORT",
            "SPRING_FLYWAY_ENABLED",
            "LOGGING_STRUCTURED_FORMAT_CONSOLE",
            "HEALTH_PATH");

    private KnownSettings() {}

    static Set<String> known() {
        var known = new TreeSet<>(OF_SPRING);
        for (var source : ProjectFiles.mainSources()) {
            var text = ProjectFiles.text(source);
            variables(text, known);
            var prefix = PREFIX.matcher(text);
            if (prefix.find()) {
                record(variable(prefix.group(1)), records(text), mainRecord(text, prefix.end()), known);
            }
        }
        for (var module : List.of(
                "platform", "gateway", "event-service", "booking-service", "search-service", "support-service")) {
            for (var file : List.of("application.yaml", "platform.yaml")) {
                var path = ProjectFiles.path(module + "/src/main/resources/" + file);
                if (Files.exists(path)) {
                    fromYaml(path, known);
                }
            }
        }
        contract(known);
        return known;
    }

    private static void fromYaml(Path file, Set<String> known) {
        var text = ProjectFiles.text(file);
        variables(text, known);
        ProjectFiles.documents(text).forEach(document -> keys("", document, known));
    }

    private static void keys(String prefix, JsonNode node, Set<String> known) {
        node.properties().forEach(entry -> {
            var key = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                keys(key, entry.getValue(), known);
            } else if (key.startsWith("boxoffice.")) {
                known.add(variable(key));
            }
        });
    }

    /// `BOXOFFICE_DB_<SERVICE>_PASSWORD`, and the abbreviated list of services.
    private static void contract(Set<String> known) {
        var text = ProjectFiles.text("contracts/README.md");
        variables(text, known);
        for (var service : List.of("EVENT", "BOOKING", "SEARCH", "SUPPORT")) {
            known.add("BOXOFFICE_SERVICES_" + service);
            if (text.contains("BOXOFFICE_DB_<SERVICE>_PASSWORD")) {
                known.add("BOXOFFICE_DB_" + service + "_PASSWORD");
            }
            if (text.contains("BOXOFFICE_DB_<SERVICE>_MIGRATOR_PASSWORD")) {
                known.add("BOXOFFICE_DB_" + service + "_MIGRATOR_PASSWORD");
            }
        }
    }

    private static void variables(String text, Set<String> known) {
        var variables = VARIABLE.matcher(text);
        while (variables.find()) {
            known.add(variables.group());
        }
    }

    /// Spring's relaxed binding: dots become underscores, dashes go.
    static String variable(String key) {
        return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static void record(String prefix, Map<String, String> records, String name, Set<String> known) {
        for (var component : components(requireNonNull(records.get(name)))) {
            var words = component.strip().split("\\s+");
            var field = words[words.length - 1];
            var type = words.length > 1 ? words[words.length - 2] : "";
            var variable = prefix + "_" + field.toUpperCase(Locale.ROOT);
            if (records.containsKey(type) && !type.equals(name)) {
                record(variable, records, type, known);
            } else {
                known.add(variable);
            }
        }
    }

    private static String mainRecord(String text, int from) {
        var record = RECORD.matcher(text);
        if (!record.find(from)) {
            throw new IllegalStateException("no record follows @ConfigurationProperties in: " + text);
        }
        return record.group(1);
    }

    /// Name to what stands between the parentheses, of each record in a file.
    private static Map<String, String> records(String text) {
        var records = new HashMap<String, String>();
        var record = RECORD.matcher(text);
        while (record.find()) {
            records.put(record.group(1), text.substring(record.end(), closing(text, record.end())));
        }
        return records;
    }

    private static int closing(String text, int from) {
        var depth = 1;
        for (var i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalStateException("a record without end");
    }

    private static List<String> components(String header) {
        var components = new ArrayList<String>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < header.length(); i++) {
            var c = header.charAt(i);
            if (c == '(' || c == '<' || c == '{') {
                depth++;
            } else if (c == ')' || c == '>' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                components.add(header.substring(start, i));
                start = i + 1;
            }
        }
        if (!header.isBlank()) {
            components.add(header.substring(start));
        }
        return components;
    }
}
