package dev.boxoffice.event.plan;

import dev.boxoffice.event.input.LabelKey;
import dev.boxoffice.event.plan.ImportedPlan.Warning;
import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a file by pretix's seating-plan schema, of whatever year.
///
/// Only what a plan cannot be made without is insisted on: zones with rows, seats with a number and a position.
/// What is not known is passed over and counted.
final class PretixPlanReader {

    /// @param category empty where the file names none
    record PlacedSeat(String zone, String category, String row, SeatingPlan.Seat seat, String path) {}

    private static final int MAX_LABEL = 100;

    private static final Set<String> PLAN = Set.of("name", "zones", "categories", "size");
    private static final Set<String> ZONE = Set.of("name", "zone_id", "uuid", "position", "rows", "areas", "displayed");
    private static final Set<String> ROW = Set.of(
            "row_number",
            "row_label",
            "seat_label",
            "uuid",
            "seats",
            "row_number_position",
            "position",
            "number_of_seats",
            "seats_spacing");
    private static final Set<String> SEAT =
            Set.of("seat_guid", "seat_number", "uuid", "start_direction", "radius", "position", "category");

    private final List<PlacedSeat> seats = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<String, Integer> unknown = new LinkedHashMap<>();
    private final FieldErrors errors = FieldErrors.collect();

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what a plan cannot be made without
    void read(JsonNode plan) {
        if (!plan.isObject()) {
            throw FieldErrors.single("body", "must be an object");
        }
        count(plan, PLAN, "");
        each(plan, "zones", "", true, this::zone);
        errors.throwIfAny();
        unknown.forEach(
                (member, times) -> warnings.add(new Warning(member, "is not known here (" + times + " times)")));
    }

    List<PlacedSeat> seats() {
        return seats;
    }

    List<Warning> warnings() {
        return warnings;
    }

    void warn(String path, String text) {
        warnings.add(new Warning(path, text));
    }

    private interface Reader {
        void read(JsonNode node, String path, int index);
    }

    private void zone(JsonNode zone, String path, int index) {
        count(zone, ZONE, "zones[]");
        var name = label(zone.path("name"), path + ".name", "Zone " + (index + 1));
        var zonePosition = position(zone, path, false);
        each(zone, "rows", path, true, (row, at, number) -> row(row, at, number, name, zonePosition));
    }

    private void row(JsonNode row, String path, int index, String zone, double[] zonePosition) {
        count(row, ROW, "zones[].rows[]");
        var name = label(row.path("row_number"), path + ".row_number", RowName.of(index));
        var rowPosition = position(row, path, false);
        each(row, "seats", path, true, (seat, at, _) -> {
            count(seat, SEAT, "zones[].rows[].seats[]");
            var number = label(seat.path("seat_number"), at + ".seat_number", null);
            var own = position(seat, at, true);
            // Positions are relative: a seat's to its row, the row's to its zone.
            var placed = SeatingPlan.Seat.at(
                    number, zonePosition[0] + rowPosition[0] + own[0], zonePosition[1] + rowPosition[1] + own[1]);
            var category = label(seat.path("category"), at + ".category", "");
            seats.add(new PlacedSeat(zone, category, name, placed, at));
        });
    }

    /// @param otherwise what stands for an absent or empty label; null where there must be one
    private String label(JsonNode node, String path, @Nullable String otherwise) {
        var given = node.isString() || node.isNumber() ? node.asString() : "";
        var fault = PlainText.fault(given);
        if (fault.isPresent() || given.length() > MAX_LABEL) {
            errors.reject(path, fault.orElse("must not be longer than " + MAX_LABEL + " characters"));
            return "?";
        }
        var text = PlainText.of(given);
        if (LabelKey.of(text).isVisible()) {
            return text;
        }
        errors.rejectIf(otherwise == null, path, "must have a visible character");
        return otherwise == null ? "?" : otherwise;
    }

    private double[] position(JsonNode node, String path, boolean required) {
        var position = node.path("position");
        var x = position.path("x");
        var y = position.path("y");
        if (x.isNumber() && y.isNumber() && Double.isFinite(x.doubleValue()) && Double.isFinite(y.doubleValue())) {
            return new double[] {x.doubleValue(), y.doubleValue()};
        }
        errors.rejectIf(
                required || !(position.isMissingNode() || position.isNull()),
                path + ".position",
                "must have the numbers x and y");
        return new double[2];
    }

    private void each(JsonNode node, String member, String path, boolean required, Reader reader) {
        var list = node.path(member);
        var at = path.isEmpty() ? member : path + "." + member;
        if (!list.isArray()) {
            errors.rejectIf(required || !list.isMissingNode(), at, "must be a list");
            return;
        }
        for (var i = 0; i < list.size(); i++) {
            if (list.get(i).isObject()) {
                reader.read(list.get(i), at + "[" + i + "]", i);
            } else {
                errors.reject(at + "[" + i + "]", "must be an object");
            }
        }
    }

    private void count(JsonNode node, Set<String> known, String path) {
        for (var name : node.propertyNames()) {
            if (!known.contains(name)) {
                var shown = PlainText.fault(name).isPresent() || name.length() > MAX_LABEL ? "?" : name;
                var member = path.isEmpty() ? shown : path + "." + shown;
                if (unknown.containsKey(member) || unknown.size() < ImportedPlan.MAX_WARNINGS) {
                    unknown.merge(member, 1, Integer::sum);
                }
            }
        }
    }
}
