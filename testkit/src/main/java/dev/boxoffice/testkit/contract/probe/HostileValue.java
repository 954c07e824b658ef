package dev.boxoffice.testkit.contract.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// A value that somebody may send where a schema wants another.
///
/// @param json as it is written
/// @param isInvalid whether the schema, or the rule of plain text, refuses it; else it need only do no harm
record HostileValue(String json, boolean isInvalid) {

    private static final Set<String> NUMBERS = Set.of("integer", "number");
    private static final int LONGEST_LIST = 1_000;

    /// What to send in place of a value of this schema, which is resolved.
    static List<HostileValue> against(Place schema) {
        var values = new ArrayList<HostileValue>();
        var types = typesOf(schema);
        if (types.isEmpty()) {
            return values;
        }
        addOtherTypes(types, values);
        if (types.contains("string")) {
            addTexts(schema, values);
        }
        if (types.stream().anyMatch(NUMBERS::contains)) {
            addNumbers(schema, types.contains("integer"), values);
        }
        if (types.contains("array")) {
            values.add(invalid("[null]"));
        }
        return values;
    }

    static Set<String> typesOf(Place schema) {
        var types = new TreeSet<String>();
        var type = schema.child("type").node();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        return types;
    }

    private static void addOtherTypes(Set<String> types, List<HostileValue> values) {
        var isNumber = types.stream().anyMatch(NUMBERS::contains);
        addUnless(types.contains("string"), values, "\"text\"", "\"5\"");
        addUnless(isNumber, values, "5", "-0.5", "1764356400");
        addUnless(types.contains("boolean"), values, "true");
        addUnless(types.contains("object"), values, "{\"a\":1}", "{}");
        addUnless(types.contains("array"), values, "[1]", "[[]]");
        if (!types.contains("null")) {
            values.add(new HostileValue("null", false));
        }
    }

    private static void addUnless(boolean isAllowed, List<HostileValue> values, String... json) {
        if (!isAllowed) {
            for (var one : json) {
                values.add(invalid(one));
            }
        }
    }

    private static void addTexts(Place schema, List<HostileValue> values) {
        for (var unplain : List.of("a\\u0000b", "\\u0001", "\\ud800", "\\udc00x", "a\\u202eb", "\\ufffe", "\\u007f")) {
            values.add(invalid('"' + unplain + '"'));
        }
        for (var odd : List.of(
                "e\\u0301", "\\ud83d\\ude00", "\\u200b", "%00", "../..", "' or 1=1--", "<script>", "${jndi:x}")) {
            values.add(new HostileValue('"' + odd + '"', false));
        }
        var shortest = schema.child("minLength").node().asInt(0);
        values.add(new HostileValue("\"\"", shortest > 0));
        values.add(new HostileValue("\"   \"", false));
        var longest = schema.child("maxLength").node().asInt(0);
        values.add(new HostileValue('"' + "x".repeat(longest > 0 ? longest + 1 : 5_000) + '"', longest > 0));
        if (schema.child("enum").exists()) {
            var first = schema.child("enum").node().path(0).asText();
            values.add(invalid("\"NOPE\""));
            if (!swappedCase(first).equals(first)) { // a numeral has no other case
                values.add(invalid('"' + swappedCase(first) + '"'));
            }
        }
        switch (schema.child("format").text()) {
            case "date-time" -> {
                addInvalid(values, "tomorrow", "2027-02-30T00:00:00Z", "2027-05-01", "1764356400");
                // Years that RFC 3339 cannot write; some of them Postgres cannot keep.
                addInvalid(values, "+12000-01-01T00:00:00Z", "+300000-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z");
                addInvalid(values, "0000-01-01T00:00:00Z", "-9999-01-01T00:00:00Z");
            }
            case "uuid" -> addInvalid(values, "x", "019a8f3e5b1c7c1d9a553f0f2f6c1b01");
            default -> {}
        }
    }

    private static String swappedCase(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return lower.equals(word) ? word.toUpperCase(Locale.ROOT) : lower;
    }

    private static void addInvalid(List<HostileValue> values, String... texts) {
        for (var text : texts) {
            values.add(invalid('"' + text + '"'));
        }
    }

    private static void addNumbers(Place schema, boolean isWhole, List<HostileValue> values) {
        var format = schema.child("format").text();
        if (isWhole) {
            values.add(invalid("1.5"));
            values.add(invalid("9223372036854775808"));
            values.add(new HostileValue("9223372036854775807", format.equals("int32")));
            values.add(new HostileValue("2147483648", format.equals("int32")));
            values.add(new HostileValue("-2147483649", format.equals("int32")));
        }
        values.add(new HostileValue("1e400", isWhole));
        values.add(new HostileValue("-1e400", isWhole));
        values.add(new HostileValue("9".repeat(400), isWhole));
        for (var bound : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
            var limit = schema.child(bound).node();
            if (limit.isNumber()) {
                var step = bound.startsWith("exclusive") ? 0 : bound.equals("minimum") ? -1 : 1;
                values.add(invalid(
                        limit.decimalValue().add(BigDecimal.valueOf(step)).toPlainString()));
            }
        }
    }

    /// A list with more elements than the schema allows; empty where it sets no limit worth trying.
    static List<HostileValue> tooManyOf(JsonNode element, Place schema) {
        var most = schema.child("maxItems").node().asInt(Integer.MAX_VALUE);
        return most > LONGEST_LIST
                ? List.of()
                : List.of(invalid("[" + String.join(",", Collections.nCopies(most + 1, element.toString())) + "]"));
    }

    private static HostileValue invalid(String json) {
        return new HostileValue(json, true);
    }
}
