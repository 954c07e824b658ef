package dev.boxoffice.deploy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The environment variables our processes know: from the description of the settings, the contract, and what
/// code reads from the environment itself.
final class KnownSettings {

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
        SettingMetadata.all().values().forEach(setting -> known.add(setting.variable()));
        for (var source : ProjectFiles.mainSources()) {
            variables(ProjectFiles.text(source), known);
        }
        contract(known);
        return known;
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
}
