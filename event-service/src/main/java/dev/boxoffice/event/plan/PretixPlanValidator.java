package dev.boxoffice.event.plan;

import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// Checks a document against pretix's seating-plan schema, and names each place where it differs.
final class PretixPlanValidator {

    private static final int MAX_TEXT = 100;
    private static final int MAX_ERRORS = 50;

    /// A member's rule, told the member and its path.
    private interface Rule extends BiConsumer<JsonNode, String> {}

    private final FieldErrors errors;
    private int rejected;

    PretixPlanValidator(FieldErrors errors) {
        this.errors = errors;
    }

    void check(JsonNode plan) {
        object(
                plan,
                "",
                Set.of("zones", "name", "categories"),
                Map.of(
                        "name",
                        this::text,
                        "zones",
                        list(this::zone),
                        "categories",
                        list(this::category),
                        "size",
                        (size, at) -> object(
                                size,
                                at,
                                Set.of("width", "height"),
                                Map.of("width", this::integer, "height", this::integer))));
    }

    private void zone(JsonNode zone, String path) {
        object(
                zone,
                path,
                Set.of("position", "rows"),
                Map.of(
                        "name",
                        this::text,
                        "displayed",
                        (value, at) -> require(value.isBoolean(), at, "must be true or false"),
                        "position",
                        this::position,
                        "rows",
                        list(this::row),
                        "areas",
                        list(this::area)));
    }

    private void row(JsonNode row, String path) {
        object(
                row,
                path,
                Set.of("seats", "row_number"),
                Map.of(
                        "row_number", this::text,
                        "seats", list(this::seat),
                        "number_of_seats", this::integer,
                        "seats_spacing", this::integer,
                        "position", this::position));
    }

    private void seat(JsonNode seat, String path) {
        object(
                seat,
                path,
                Set.of("seat_guid", "seat_number", "position", "category"),
                Map.of(
                        "seat_guid", this::text,
                        "seat_number", this::text,
                        "position", this::position,
                        "category", this::text));
    }

    private void area(JsonNode area, String path) {
        object(
                area,
                path,
                Set.of("width", "height", "position"),
                Map.of(
                        "color", this::text,
                        "border_color", this::text,
                        "width", this::integer,
                        "height", this::integer,
                        "position", this::position,
                        "rotation", (value, at) -> require(value.isNumber(), at, "must be a number"),
                        "text", this::anyText));
    }

    private void position(JsonNode position, String path) {
        object(position, path, Set.of("x", "y"), Map.of("x", this::integer, "y", this::integer));
    }

    private void category(JsonNode category, String path) {
        object(category, path, Set.of("name"), Map.of("name", this::text, "color", this::text));
    }

    private void object(JsonNode node, String path, Set<String> required, Map<String, Rule> members) {
        if (!node.isObject()) {
            reject(path.isEmpty() ? "body" : path, "must be an object");
            return;
        }
        for (var name : required) {
            require(node.has(name), member(path, name), "must be given");
        }
        for (var member : node.properties()) {
            var at = member(path, member.getKey());
            var rule = members.get(member.getKey());
            if (rule == null) {
                reject(at, "is not part of pretix's seating-plan schema");
            } else {
                rule.accept(member.getValue(), at);
            }
        }
    }

    private Rule list(Rule rule) {
        return (node, path) -> {
            require(node.isArray(), path, "must be a list");
            for (var i = 0; i < node.size() && node.isArray(); i++) {
                rule.accept(node.get(i), path + "[" + i + "]");
            }
        };
    }

    /// Stricter than the schema where the text becomes a name here: short and printable.
    private void text(JsonNode node, String path) {
        anyText(node, path);
        if (node.isString()) {
            var text = node.stringValue();
            require(text.length() <= MAX_TEXT, path, "must not be longer than " + MAX_TEXT + " characters");
            PlainText.fault(text).ifPresent(fault -> reject(path, fault));
            require(text.chars().noneMatch(Character::isISOControl), path, "must not contain control characters");
        }
    }

    private void anyText(JsonNode node, String path) {
        require(node.isString(), path, "must be text");
    }

    private void integer(JsonNode node, String path) {
        require(node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue()), path, "must be a whole number");
    }

    private static String member(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void require(boolean right, String path, String message) {
        if (!right) {
            reject(path, message);
        }
    }

    /// A file of the wrong kind differs everywhere; the first differences are enough to see that.
    private void reject(String path, String message) {
        if (rejected++ < MAX_ERRORS) {
            errors.reject(path, message);
        }
    }
}
