package dev.boxoffice.testkit.contract.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.boxoffice.testkit.contract.ApiContract;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Bodies that an operation must not take: each member of its schema with values of other types, sizes and encodings,
/// members nobody knows, members left out, and texts that are no JSON.
final class BodyProbeGenerator {

    private static final String MARK = "\u2603hostile";
    private static final String UNKNOWN = "xyzzy";
    private static final int PAIRS = 20;
    private static final int LIMIT_OF_BODIES = 1024 * 1024;

    /// A change of one place of the example.
    private record Change(String path, List<Object> steps, String json, boolean isInvalid) {}

    private final ApiContract contract;
    private final Probe plain;
    private final Place schema;
    private final JsonNode example;
    private final boolean isRequired;
    private final List<Change> changes = new ArrayList<>();

    /// @param plain the operation's request as it should be
    BodyProbeGenerator(ApiContract contract, Probe plain, Place schema, JsonNode example, boolean isRequired) {
        this.contract = contract;
        this.plain = plain;
        this.schema = contract.resolve(schema);
        this.example = example;
        this.isRequired = isRequired;
    }

    List<Probe> cases(Random random) {
        collect("", List.of(), schema, example);
        var cases = new ArrayList<Probe>();
        changes.forEach(change -> cases.add(caseOf(change)));
        addPairs(random, cases);
        addTexts(cases);
        addMediaTypes(cases);
        return cases;
    }

    private void collect(String path, List<Object> steps, Place place, JsonNode sample) {
        var isOpen = place.child("additionalProperties").node().asBoolean(true);
        if (sample.isObject()) {
            if (!isOpen) {
                changes.add(new Change(join(path, UNKNOWN), with(steps, UNKNOWN), "1", true));
                changes.add(new Change(join(path, UNKNOWN), with(steps, UNKNOWN), "null", true));
            }
            place.child("properties").node().fieldNames().forEachRemaining(name -> {
                var member = contract.resolve(place.child("properties").child(name));
                var isDemanded = contains(place.child("required").node(), name);
                addHostile(join(path, name), with(steps, name), member, isDemanded);
                if (isDemanded) {
                    changes.add(new Change(join(path, name), with(steps, name), "", true));
                }
                if (sample.has(name)) {
                    collect(join(path, name), with(steps, name), member, sample.get(name));
                }
            });
        } else if (sample.isArray() && !sample.isEmpty()) {
            var items = contract.resolve(place.child("items"));
            addHostile(path + "[0]", with(steps, 0), items, true);
            HostileValue.tooManyOf(sample.get(0), place)
                    .forEach(value -> changes.add(new Change(path, steps, value.json(), true)));
            collect(path + "[0]", with(steps, 0), items, sample.get(0));
        }
    }

    private void addHostile(String path, List<Object> steps, Place member, boolean isDemanded) {
        for (var value : HostileValue.against(member)) {
            var isMissing = isDemanded && value.json().equals("null");
            changes.add(new Change(path, steps, value.json(), value.isInvalid() || isMissing));
        }
    }

    private Probe caseOf(Change change) {
        var shown = change.json().length() > 60 ? change.json().substring(0, 60) + "…" : change.json();
        var expected = change.isInvalid() ? ProbeExpectation.named(change.path()) : ProbeExpectation.NO_FAILURE;
        return plain.expecting("body " + change.path() + " = " + (shown.isEmpty() ? "(left out)" : shown), expected)
                .withBody(written(List.of(change)));
    }

    /// Two things wrong at once.
    private void addPairs(Random random, List<Probe> cases) {
        var invalid = changes.stream().filter(Change::isInvalid).toList();
        for (var i = 0; i < PAIRS && invalid.size() > 1; i++) {
            var one = invalid.get(random.nextInt(invalid.size()));
            var other = invalid.get(random.nextInt(invalid.size()));
            cases.add(plain.expecting(
                            "body %s = %.40s and %s = %.40s"
                                    .formatted(one.path(), one.json(), other.path(), other.json()),
                            ProbeExpectation.named(""))
                    .withBody(written(List.of(one, other))));
        }
    }

    private String written(List<Change> wanted) {
        JsonNode body = example.deepCopy();
        var raw = new HashMap<String, String>();
        for (var change : wanted) {
            var mark = MARK + raw.size();
            raw.put('"' + mark + '"', change.json());
            put(body, change.steps(), change.json().isEmpty() ? null : mark);
        }
        var text = body.toString();
        for (var entry : raw.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return text;
    }

    private static void put(JsonNode body, List<Object> steps, @Nullable String mark) {
        var at = body;
        for (var step : steps.subList(0, steps.size() - 1)) {
            at = step instanceof Integer index ? at.path(index) : at.path(step.toString());
        }
        switch (at) {
            case ObjectNode object
            when mark == null -> object.remove(steps.getLast().toString());
            case ObjectNode object -> object.put(steps.getLast().toString(), mark);
            case ArrayNode array when mark != null -> array.set(0, mark);
            default -> {} // the other change of a pair took its place
        }
    }

    private void addTexts(List<Probe> cases) {
        var text = example.toString();
        var texts = Map.of(
                "cut off", text.substring(0, text.length() - 1),
                "two bodies", text + text,
                "not JSON", "name=value",
                "NaN", "{\"" + UNKNOWN + "\":NaN}",
                "nested without end", "{\"" + UNKNOWN + "\":" + "[".repeat(50_000),
                "a comment", "/* */" + text);
        texts.forEach((what, body) -> cases.add(plain.expecting("body " + what, ProbeExpectation.status(400, 422))
                .withBody(body)));
        cases.add(plain.expecting("body nested deeply", ProbeExpectation.status(400, 422))
                .withBody("{\"" + UNKNOWN + "\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
        for (var root : List.of("\"text\"", "5", "true")) {
            cases.add(plain.expecting("body " + root, ProbeExpectation.status(400, 422))
                    .withBody(root));
        }
        if (!contract.resolve(schema).child("oneOf").exists()) {
            cases.add(plain.expecting("body []", ProbeExpectation.status(400, 422))
                    .withBody("[]"));
        }
        var nothing = isRequired ? ProbeExpectation.status(400, 422) : ProbeExpectation.NO_FAILURE;
        cases.add(plain.expecting("body null", nothing).withBody("null"));
        cases.add(plain.expecting("body empty", nothing).withBody(""));
        cases.add(plain.expecting("body with a number twice", ProbeExpectation.status(400, 422))
                .withBody("{\"" + UNKNOWN + "\":1,\"" + UNKNOWN + "\":2}"));
        cases.add(plain.expecting("body in Latin-1", ProbeExpectation.status(400, 422))
                .withBody("{\"xyzzy\":\"Beyonc\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)));
        cases.add(plain.expecting("body with surrogates in UTF-8", ProbeExpectation.status(400, 422))
                .withBody("{\"xyzzy\":\"\u00ed\u00a0\u0080\"}".getBytes(StandardCharsets.ISO_8859_1)));
        cases.add(plain.expecting("body with a raw NUL", ProbeExpectation.status(400, 422))
                .withBody("{\"xyzzy\":\"a\u0000b\"}"));
    }

    private void addMediaTypes(List<Probe> cases) {
        for (var type :
                List.of("text/plain", "*/*", "application/*", "application/xml", "json", "application/json/x", ";")) {
            cases.add(plain.expecting("Content-Type: " + type, ProbeExpectation.status(415))
                    .withHeader("Content-Type", type));
        }
        cases.add(plain.expecting("Content-Type twice", ProbeExpectation.status(400, 415))
                .withAnotherHeader("Content-Type", "text/plain"));
        cases.add(plain.expecting("Content-Encoding: gzip", ProbeExpectation.status(415))
                .withHeader("Content-Encoding", "gzip")
                .withBody(zipped(example.toString())));
        cases.add(plain.expecting("Content-Encoding: br", ProbeExpectation.status(415))
                .withHeader("Content-Encoding", "br"));
        if (plain.body() != null) {
            cases.add(plain.expecting("no Content-Type", ProbeExpectation.status(415))
                    .withoutHeader("Content-Type"));
        }
        if (!plain.target().contains("import") && !plain.target().endsWith("/seating-plan")) {
            cases.add(plain.expecting("body too large", ProbeExpectation.status(413))
                    .withBody("{\"" + UNKNOWN + "\":\"" + "x".repeat(LIMIT_OF_BODIES) + "\"}"));
        }
    }

    private static byte[] zipped(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<Object> with(List<Object> steps, Object step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return List.copyOf(more);
    }

    private static boolean contains(JsonNode list, String name) {
        for (var one : list) {
            if (one.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
