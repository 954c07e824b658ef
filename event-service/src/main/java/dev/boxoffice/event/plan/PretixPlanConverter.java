package dev.boxoffice.event.plan;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.event.plan.PretixPlanReader.PlacedSeat;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// H3: makes a seating plan of one that pretix's editor has drawn.
///
/// A pretix *category* is a price level, and here prices belong to sections: so every category of a zone becomes a
/// section, named after the category, or `zone – category` where several zones have that category; seats without one
/// make a section named after their zone. Two seats of one number in a row are told apart by a suffix. Areas are
/// drawings and hold nobody; one that is labelled as a stage is where everybody looks.
public final class PretixPlanConverter {

    /// @param copies how many seats of the row bear a number that is there already
    private record NamedRow(String name, Map<LabelKey, SeatingPlan.Seat> seats, Map<LabelKey, Integer> copies) {}

    private static final Set<String> STAGES = Set.of(
            "stage", "bühne", "scène", "scene", "escenario", "palco", "palcoscenico", "podium", "screen", "leinwand");

    private final PretixPlanReader file = new PretixPlanReader();

    private PretixPlanConverter() {}

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what a plan cannot be made without
    public static ImportedPlan convert(JsonNode document) {
        return new PretixPlanConverter().converted(document);
    }

    private ImportedPlan converted(JsonNode document) {
        file.read(document);
        if (file.seats().isEmpty() || file.seats().size() > SeatingPlan.MAX_PLACES) {
            throw FieldErrors.single("zones", "must have from 1 to " + SeatingPlan.MAX_PLACES + " seats");
        }
        warnOfEmptyCategories(document);
        var plan = new SeatingPlan(sections(), focalPoint(document.path("zones")));
        var warnings = file.warnings();
        if (warnings.size() > ImportedPlan.MAX_WARNINGS) {
            var more = warnings.size() - ImportedPlan.MAX_WARNINGS + 1;
            warnings = new ArrayList<>(warnings.subList(0, ImportedPlan.MAX_WARNINGS - 1));
            warnings.add(new ImportedPlan.Warning("", more + " more"));
        }
        return ImportedPlan.of(plan, warnings);
    }

    private void warnOfEmptyCategories(JsonNode document) {
        var used = new LinkedHashSet<LabelKey>();
        file.seats().forEach(seat -> used.add(LabelKey.of(seat.category())));
        var categories = document.path("categories");
        for (var i = 0; i < categories.size(); i++) {
            var name = categories.get(i).path("name").asString("");
            if (!used.contains(LabelKey.of(name))) {
                file.warn("categories[" + i + "]", "has no seats and makes no section");
            }
        }
    }

    private List<SeatingPlan.Section> sections() {
        var zonesOf = new HashMap<LabelKey, Set<String>>();
        for (var seat : file.seats()) {
            zonesOf.computeIfAbsent(LabelKey.of(seat.category()), key -> new LinkedHashSet<>())
                    .add(seat.zone());
        }
        var names = new LinkedHashMap<LabelKey, String>();
        var sections = new LinkedHashMap<LabelKey, Map<LabelKey, NamedRow>>();
        for (var seat : file.seats()) {
            var name = sectionName(seat, zonesOf.getOrDefault(LabelKey.of(seat.category()), Set.of()));
            names.putIfAbsent(LabelKey.of(name), name);
            var row = sections.computeIfAbsent(LabelKey.of(name), key -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            LabelKey.of(seat.row()),
                            key -> new NamedRow(seat.row(), new LinkedHashMap<>(), new HashMap<>()));
            add(seat, row);
        }
        return sections.entrySet().stream()
                .map(section ->
                        SeatingPlan.Section.seated(names.getOrDefault(section.getKey(), ""), rows(section.getValue())))
                .toList();
    }

    private static String sectionName(PlacedSeat seat, Set<String> zones) {
        if (seat.category().isEmpty()) {
            return seat.zone();
        }
        return zones.size() > 1 ? seat.zone() + " – " + seat.category() : seat.category();
    }

    private void add(PlacedSeat placed, NamedRow row) {
        var seat = placed.seat();
        while (row.seats().containsKey(LabelKey.of(seat.number()))) {
            var copy = row.copies().merge(LabelKey.of(placed.seat().number()), 1, Integer::sum) + 1;
            seat = SeatingPlan.Seat.at(placed.seat().number() + " (" + copy + ")", seat.x(), seat.y());
        }
        if (!seat.number().equals(placed.seat().number())) {
            file.warn(
                    placed.path() + ".seat_number",
                    "“" + placed.seat().number() + "” is there twice in row " + row.name() + "; this one is “"
                            + seat.number() + "”");
        }
        row.seats().put(LabelKey.of(seat.number()), seat);
    }

    private static List<SeatingPlan.Row> rows(Map<LabelKey, NamedRow> rows) {
        return rows.values().stream()
                .map(row ->
                        new SeatingPlan.Row(row.name(), List.copyOf(row.seats().values())))
                .toList();
    }

    private static SeatingPlan.@Nullable Point focalPoint(JsonNode zones) {
        for (var zone : zones) {
            for (var area : zone.path("areas")) {
                // Until 2019 the text stood in the area itself.
                var text = area.path("text").isString()
                        ? area.path("text")
                        : area.path("text").path("text");
                if (STAGES.contains(text.asString("").strip().toLowerCase(Locale.ROOT))) {
                    return new SeatingPlan.Point(centre("x", zone, area), centre("y", zone, area));
                }
            }
        }
        return null;
    }

    private static double centre(String axis, JsonNode zone, JsonNode area) {
        var side = axis.equals("x") ? "width" : "height";
        var size = area.path("rectangle").path(side).asDouble(area.path(side).asDouble(0));
        return zone.path("position").path(axis).asDouble(0)
                + area.path("position").path(axis).asDouble(0)
                + size / 2;
    }
}
