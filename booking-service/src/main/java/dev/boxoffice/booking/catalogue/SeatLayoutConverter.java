package dev.boxoffice.booking.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes a layout of the seat map that was frozen at publication.
@Component
class SeatLayoutConverter {

    private final JsonMapper json;

    SeatLayoutConverter(JsonMapper json) {
        this.json = json;
    }

    SeatLayout convert(String seatMap, int total) {
        // Seat numbers repeat from row to row: keep each text once.
        var texts = new HashMap<String, String>();
        var nodes = json.readTree(seatMap).path("sections");
        var sections = new ArrayList<SeatLayout.Section>(nodes.size());
        for (var i = 0; i < nodes.size(); i++) {
            var first = nodes.get(i).path("firstOrdinal").asInt();
            var next =
                    i + 1 < nodes.size() ? nodes.get(i + 1).path("firstOrdinal").asInt() : total;
            sections.add(new SeatLayout.Section(
                    nodes.get(i).path("name").asString(), first, next - first, rows(nodes.get(i), first, texts)));
        }
        return new SeatLayout(sections, total);
    }

    private static List<SeatLayout.Row> rows(JsonNode section, int firstOrdinal, Map<String, String> texts) {
        var rows = new ArrayList<SeatLayout.Row>();
        var first = firstOrdinal;
        for (var row : section.path("rows")) {
            var seats = new ArrayList<String>(row.path("seats").size());
            for (var seat : row.path("seats")) {
                seats.add(texts.computeIfAbsent(seat.path("number").asString(), text -> text));
            }
            rows.add(new SeatLayout.Row(row.path("name").asString(), first, List.copyOf(seats)));
            first += seats.size();
        }
        return List.copyOf(rows);
    }
}
