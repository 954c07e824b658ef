package dev.boxoffice.event.plan;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads the seating plans of pretix (its published `seating-plan.schema.json`, version 0.0.1).
///
/// A pretix *category* is a price level, and here prices belong to sections: so every category of a zone
/// becomes a section, named after the category, or `zone – category` where several zones have that category.
/// Areas are drawings (a stage, a bar) and hold nobody.
public final class PretixPlanConverter {

    private record PlacedSeat(String zone, String category, String row, SeatingPlan.Seat seat, String path) {}

    private record NamedRow(String name, Map<LabelKey, SeatingPlan.Seat> seats) {}

    private final List<PlacedSeat> places = new ArrayList<>();
    private final Set<String> guids = new HashSet<>();
    private final PretixPlanValidator validator;
    private final FieldErrors errors;

    private PretixPlanConverter(FieldErrors errors) {
        this.errors = errors;
        this.validator = new PretixPlanValidator(errors);
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what is not as pretix's schema says
    public static SeatingPlan convert(JsonNode document) {
        var errors = FieldErrors.collect();
        var converter = new PretixPlanConverter(errors);
        converter.validator.check(document);
        errors.throwIfAny();
        converter.collect(document);
        errors.throwIfAny();
        if (converter.places.isEmpty() || converter.places.size() > SeatingPlan.MAX_PLACES) {
            throw FieldErrors.single("zones", "must have from 1 to " + SeatingPlan.MAX_PLACES + " seats");
        }
        var plan = converter.sections();
        errors.throwIfAny();
        return plan;
    }

    private void collect(JsonNode document) {
        var categories = new HashSet<String>();
        document.get("categories").forEach(category -> categories.add(label(category.get("name"))));
        var zones = document.get("zones");
        for (var z = 0; z < zones.size(); z++) {
            var zone = zones.get(z);
            var name = PlainText.of(zone.path("name").asString("Zone " + (z + 1)));
            for (var r = 0; r < zone.get("rows").size(); r++) {
                var row = zone.get("rows").get(r);
                var at = "zones[" + z + "].rows[" + r + "]";
                for (var s = 0; s < row.get("seats").size(); s++) {
                    collectSeat(name, zone, row, row.get("seats").get(s), categories, at + ".seats[" + s + "]");
                }
            }
        }
    }

    private void collectSeat(
            String zoneName, JsonNode zone, JsonNode row, JsonNode seat, Set<String> categories, String path) {
        var category = label(seat.get("category"));
        var number = label(seat.get("seat_number"));
        var rowName = label(row.get("row_number"));
        errors.rejectIf(
                !LabelKey.of(number).isVisible() || !LabelKey.of(rowName).isVisible(),
                path + ".seat_number",
                "must have a visible character, and its row_number too");
        errors.rejectIf(!categories.contains(category), path + ".category", "must be one of the plan's categories");
        errors.rejectIf(
                !guids.add(seat.get("seat_guid").stringValue()), path + ".seat_guid", "must be unique in the plan");
        var place = new SeatingPlan.Seat(number, position("x", zone, row, seat), position("y", zone, row, seat));
        places.add(new PlacedSeat(zoneName, category, rowName, place, path));
    }

    /// In the spelling that all labels here have.
    private static String label(JsonNode text) {
        return PlainText.of(text.stringValue());
    }

    /// Positions are relative: a seat's to its row, the row's to its zone.
    private static double position(String axis, JsonNode zone, JsonNode row, JsonNode seat) {
        return zone.get("position").get(axis).doubleValue()
                + row.path("position").path(axis).doubleValue(0)
                + seat.get("position").get(axis).doubleValue();
    }

    private SeatingPlan sections() {
        var zonesOf = new LinkedHashMap<String, Set<String>>();
        for (var place : places) {
            zonesOf.computeIfAbsent(place.category(), key -> new LinkedHashSet<>())
                    .add(place.zone());
        }
        var sections = new LinkedHashMap<String, Map<LabelKey, NamedRow>>();
        for (var place : places) {
            var shared = zonesOf.getOrDefault(place.category(), Set.of()).size() > 1;
            var name = shared ? place.zone() + " – " + place.category() : place.category();
            var row = sections.computeIfAbsent(name, key -> new LinkedHashMap<>())
                    .computeIfAbsent(LabelKey.of(place.row()), key -> new NamedRow(place.row(), new LinkedHashMap<>()));
            var duplicate = row.seats().put(LabelKey.of(place.seat().number()), place.seat());
            errors.rejectIf(
                    duplicate != null, place.path() + ".seat_number", "must be unique in its row of its category");
        }
        var names = new HashSet<LabelKey>();
        sections.keySet()
                .forEach(name -> errors.rejectIf(
                        !names.add(LabelKey.of(name)),
                        "categories",
                        "must not make two sections that look like “" + name + "”"));
        return new SeatingPlan(sections.entrySet().stream()
                .map(section -> SeatingPlan.Section.seated(section.getKey(), rows(section.getValue())))
                .toList());
    }

    private static List<SeatingPlan.Row> rows(Map<LabelKey, NamedRow> rows) {
        return rows.values().stream()
                .map(row ->
                        new SeatingPlan.Row(row.name(), List.copyOf(row.seats().values())))
                .toList();
    }
}
