package dev.boxoffice.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table of a page, so that a test can hold it against what it describes.
///
/// @param rows each a cell by its column's heading; back-ticks are left out
public record MarkdownTable(List<Map<String, String>> rows) {

    /// @param page within the checkout
    /// @param heading the line the table comes after
    public static MarkdownTable of(String page, String heading) {
        var lines = ProjectFiles.text(page).lines().toList();
        var at = lines.indexOf(heading);
        if (at < 0) {
            throw new AssertionError(page + " has no heading " + heading);
        }
        while (!lines.get(at).startsWith("|")) {
            at++;
        }
        var columns = cells(lines.get(at));
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(at + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            var cells = cells(line);
            var row = new LinkedHashMap<String, String>();
            for (var i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return new MarkdownTable(rows);
    }

    public Map<String, String> row(String column, String value) {
        return rows.stream()
                .filter(row -> value.equals(row.get(column)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + column + " " + value + " in " + rows));
    }

    /// The cell's first number.
    public static int number(Map<String, String> row, String column) {
        return Integer.parseInt(String.valueOf(row.get(column)).replace(",", "").replaceFirst("^\\D*(\\d+).*$", "$1"));
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).stream()
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }
}
