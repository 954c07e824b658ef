package dev.boxoffice.deploy.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.boxoffice.deploy.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// docs/runbooks as a dashboard of Grafana, a panel a page, so that an alert can link to its own.
final class RunbookDashboard {

    static final String FILE = "k8s/components/monitoring/dashboards/runbooks.json";

    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    private RunbookDashboard() {}

    /// The panel's number by the alert's name.
    static SortedMap<String, Integer> panels() {
        var panels = new TreeMap<String, Integer>();
        for (var page : ProjectFiles.files("docs/runbooks", ".md")) {
            var alert = page.getFileName().toString().replace(".md", "");
            if (!alert.equals("README")) {
                panels.put(alert, panels.size() + 1);
            }
        }
        return panels;
    }

    static String json() throws JsonProcessingException {
        var panels = new ArrayList<Map<String, Object>>();
        panels().forEach((alert, number) -> panels.add(panel(alert, number)));
        var dashboard = new LinkedHashMap<String, Object>();
        dashboard.put("uid", "boxoffice-runbooks");
        dashboard.put("title", "Runbooks");
        dashboard.put("tags", List.of("boxoffice"));
        dashboard.put("editable", false);
        dashboard.put("schemaVersion", 41);
        dashboard.put("panels", panels);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(dashboard) + "\n";
    }

    private static Map<String, Object> panel(String alert, int number) {
        var panel = new LinkedHashMap<String, Object>();
        panel.put("id", number);
        panel.put("type", "text");
        panel.put("title", alert);
        panel.put("gridPos", new TreeMap<>(Map.of("x", 0, "y", (number - 1) * HEIGHT, "w", WIDTH, "h", HEIGHT)));
        panel.put("options", new TreeMap<>(Map.of("mode", "markdown", "content", content(alert))));
        return panel;
    }

    /// Links between pages lead to panels, others to nothing Grafana has: their text stays.
    private static String content(String alert) {
        var text = ProjectFiles.text("docs/runbooks/" + alert + ".md");
        var panels = panels();
        for (var other : panels.entrySet()) {
            text = text.replace(
                    "(" + other.getKey() + ".md)", "(/d/boxoffice-runbooks?viewPanel=panel-" + other.getValue() + ")");
        }
        return text.replaceAll("\\[([^\\]]+)]\\((?!https?:|/d/)[^)]+\\)", "$1");
    }
}
