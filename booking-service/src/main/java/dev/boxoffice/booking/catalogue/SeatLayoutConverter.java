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

    /// More than any rank and any number of sections.
    private static final int UNRANKED = 2_000;

    private final JsonMapper json;

    SeatLayoutConverter(JsonMapper json) {
        this.json = json;
    }

    SeatLayout convert(String seatMap, int total) {
        // Seat numbers repeat from row to row: keep each text once.
        var texts = new HashMap<String, String>();
        var map = json.readTree(seatMap);
        var geometry = SeatGeometry.of(map);
        var nodes = map.path("sections");
        var sections = new ArrayList<SeatLayout.Section>(nodes.size());
        for (var i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i);
            var first = node.path("firstOrdinal").asInt();
            var next =
                    i + 1 < nodes.size() ? nodes.get(i + 1).path("firstOrdinal").asInt() : total;
            var name = node.path("name").asString();
            var rows = rows(node, first, geometry, texts);
            var rank = node.path("rank").asInt(UNRANKED);
            sections.add(
                    geometry.isDrawn()
                            ? new SeatLayout.Section(
                                    name, first, next - first, rows, rank, quality(node, first, next - first, geometry))
                            : new SeatLayout.Section(name, first, next - first, rows, rank * UNRANKED + i));
        }
        return new SeatLayout(sections, total);
    }

    private static SeatQuality quality(JsonNode section, int first, int total, SeatGeometry geometry) {
        var costs = new float[total];
        var i = 0;
        for (var row : section.path("rows")) {
            for (var seat : row.path("seats")) {
                costs[i++] = geometry.cost(seat);
            }
        }
        return new SeatQuality(first, costs);
    }

    private static List<SeatLayout.Row> rows(
            JsonNode section, int firstOrdinal, SeatGeometry geometry, Map<String, String> texts) {
        var rows = new ArrayList<SeatLayout.Row>();
        var first = firstOrdinal;
        for (var row : section.path("rows")) {
            var seats = new ArrayList<String>(row.path("seats").size());
            for (var seat : row.path("seats")) {
                seats.add(texts.computeIfAbsent(seat.path("number").asString(), text -> text));
            }
            rows.add(new SeatLayout.Row(
                    row.path("name").asString(), first, List.copyOf(seats), geometry.runs(row.path("seats"), first)));
            first += seats.size();
        }
        return List.copyOf(rows);
    }
}
