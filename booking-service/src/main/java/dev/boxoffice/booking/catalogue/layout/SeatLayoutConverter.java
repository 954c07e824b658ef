package dev.boxoffice.booking.catalogue;

import java.util.ArrayList;
import java.util.BitSet;
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
            var places = next - first;
            var quality = geometry.isDrawn()
                    ? quality(node, first, places, geometry)
                    : SeatQuality.inOrder(first, places, rows);
            var level = geometry.isDrawn() ? rank : rank * UNRANKED + i;
            sections.add(new SeatLayout.Section(name, first, places, rows, level, quality, accessible(node, first)));
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

    /// Companions name their seat by its number, which is one of the same row.
    private static AccessibleSeating accessible(JsonNode section, int firstOrdinal) {
        var accessible = new BitSet();
        var companions = new HashMap<Integer, Integer>();
        var first = firstOrdinal;
        for (var row : section.path("rows")) {
            var numbers = new HashMap<String, Integer>();
            var ordinal = first;
            for (var seat : row.path("seats")) {
                if (seat.path("accessible").asBoolean(false)) {
                    accessible.set(ordinal);
                    numbers.put(seat.path("number").asString(), ordinal);
                }
                ordinal++;
            }
            ordinal = first;
            for (var seat : row.path("seats")) {
                var companionOf = numbers.get(seat.path("companionOf").asString(""));
                if (companionOf != null && companionOf != ordinal) {
                    companions.put(ordinal, companionOf);
                }
                ordinal++;
            }
            first = ordinal;
        }
        return accessible.isEmpty() ? AccessibleSeating.NONE : new AccessibleSeating(accessible, companions);
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
