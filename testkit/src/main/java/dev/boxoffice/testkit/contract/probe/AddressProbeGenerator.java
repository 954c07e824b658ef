package dev.boxoffice.testkit.contract.probe;

import dev.boxoffice.testkit.contract.ApiContract;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import dev.boxoffice.testkit.contract.ApiOperation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Paths, queries, methods and headers that an operation must not take.
final class AddressProbeGenerator {

    private static final String UNKNOWN = "xyzzy";

    private final ApiContract contract;
    private final ApiOperation operation;
    private final Probe plain;
    private final List<Probe> cases = new ArrayList<>();

    AddressProbeGenerator(ApiContract contract, ApiOperation operation, Probe plain) {
        this.contract = contract;
        this.operation = operation;
        this.plain = plain;
    }

    List<Probe> cases() {
        addQueries();
        addPaths();
        addHeaders();
        return cases;
    }

    private void addQueries() {
        query(UNKNOWN, "1", ProbeExpectation.named(UNKNOWN));
        query(UNKNOWN, "%E9", ProbeExpectation.status(400));
        query("%E9", "1", ProbeExpectation.status(400));
        query("utm_source", "%C3%28", ProbeExpectation.status(400));
        for (var reference : operation.parameters()) {
            var parameter = contract.resolve(reference);
            if (parameter.child("in").text().equals("query")) {
                addParameter(
                        parameter.child("name").text(),
                        contract.resolve(parameter.child("schema")),
                        parameter.child("required").node().asBoolean());
            }
        }
    }

    private void addParameter(String name, Place schema, boolean isRequired) {
        var list = HostileValue.typesOf(schema).contains("array");
        var one = list ? contract.resolve(schema.child("items")) : schema;
        for (var value : HostileValue.against(one)) {
            var text = asParameter(value, one);
            if (text != null) {
                query(name, text, value.isInvalid() ? ProbeExpectation.named(name) : ProbeExpectation.NO_FAILURE);
            }
        }
        query(name, "Beyonc%E9", ProbeExpectation.status(400));
        query(name, "%ED%A0%80", ProbeExpectation.status(400));
        query(name, "%F5%80%80%80", ProbeExpectation.status(400));
        query(name, "a%00b", ProbeExpectation.named(name));
        query(name, "%01", ProbeExpectation.named(name));
        query(name, "", ProbeExpectation.NO_FAILURE);
        if (!list) {
            cases.add(without(name)
                    .expecting("query " + name + " twice", ProbeExpectation.named(name))
                    .withQuery(name + "=1&" + name + "=2"));
        }
        if (isRequired) {
            cases.add(without(name).expecting("query without " + name, ProbeExpectation.named(name)));
        }
    }

    /// A query is text: what is wrong about a type there is wrong about its words.
    private static @Nullable String asParameter(HostileValue value, Place schema) {
        var json = value.json();
        var isText = HostileValue.typesOf(schema).contains("string");
        if (json.startsWith("\"") && json.contains("\\u")) {
            return null; // written with percents below
        }
        if (json.startsWith("\"")) {
            var isNumeral = json.equals("\"5\"");
            return isNumeral ? null : encoded(json.substring(1, json.length() - 1));
        }
        return isText || json.startsWith("[") || json.startsWith("{") || json.length() > 100 ? null : encoded(json);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void query(String name, String value, ProbeExpectation expected) {
        var shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        cases.add(
                without(name).expecting("query " + name + "=" + shown, expected).withQuery(name + "=" + value));
    }

    /// The plain request without what it says of one parameter.
    private Probe without(String name) {
        var parts = plain.target().split("\\?", 2);
        if (parts.length == 1) {
            return plain;
        }
        var left = Arrays.stream(parts[1].split("&"))
                .filter(one -> !one.startsWith(name + "="))
                .toList();
        return plain.withTarget(left.isEmpty() ? parts[0] : parts[0] + "?" + String.join("&", left));
    }

    private void addPaths() {
        var parts = plain.target().split("\\?", 2);
        var segments = parts[0].split("/", -1);
        var described = operation.path().split("/", -1);
        for (var i = 0; i < described.length; i++) {
            if (described[i].startsWith("{")) {
                path(segments, i, "%E9", parts, ProbeExpectation.status(400));
                path(segments, i, "%ED%A0%80", parts, ProbeExpectation.status(400));
                path(segments, i, "a%00b", parts, ProbeExpectation.status(400, 404, 422));
                path(segments, i, "%01", parts, ProbeExpectation.status(400, 404, 422));
                path(segments, i, "x".repeat(3_000), parts, ProbeExpectation.status(400, 404, 422, 414));
                path(segments, i, "%2e%2e", parts, ProbeExpectation.status(400, 404, 422));
                path(segments, i, "%F0%9F%98%80", parts, ProbeExpectation.NO_FAILURE);
                path(segments, i, "null", parts, ProbeExpectation.NO_FAILURE);
                path(segments, i, "-1", parts, ProbeExpectation.NO_FAILURE);
                path(segments, i, "00000000-0000-0000-0000-000000000000", parts, ProbeExpectation.NO_FAILURE);
            }
        }
    }

    private void path(String[] segments, int at, String value, String[] parts, ProbeExpectation expected) {
        var changed = segments.clone();
        changed[at] = value;
        var path = String.join("/", changed);
        var shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        cases.add(plain.expecting("path segment " + shown, expected)
                .withTarget(parts.length == 1 ? path : path + "?" + parts[1]));
    }

    private void addHeaders() {
        if (operation.statuses().contains("406")) {
            for (var accept : List.of("application/x-nothing", "image/png")) {
                cases.add(plain.expecting("Accept: " + accept, ProbeExpectation.status(406, 404, 204))
                        .withHeader("Accept", accept)); // nothing of another type is written
            }
        }
        for (var accept : List.of("nonsense", ";;", "*/*;q=2", "text/html, */*;q=0.1", "\u00e9")) {
            cases.add(plain.expecting("Accept: " + accept, ProbeExpectation.NO_FAILURE)
                    .withHeader("Accept", accept));
        }
        cases.add(plain.expecting("method BREW", ProbeExpectation.status(405)).withMethod("BREW"));
        cases.add(plain.expecting("method TRACE", ProbeExpectation.status(405))
                .withMethod("TRACE")
                .withBody((byte[]) null));
        for (var id : List.of("a b", "\u00e9", "x".repeat(4_000), "<script>")) {
            cases.add(plain.expecting("X-Request-Id: " + id, ProbeExpectation.NO_FAILURE)
                    .withHeader("X-Request-Id", id));
        }
        for (var name : operation.parameterNames("header")) {
            for (var value :
                    List.of("\u00e9", "\"", "W/\"", "x".repeat(4_000), "-1", "wait=99999999999999999999", "*, *")) {
                cases.add(plain.expecting(name + ": " + value, ProbeExpectation.NO_FAILURE)
                        .withHeader(name, value));
            }
            cases.add(plain.expecting(name + " twice", ProbeExpectation.NO_FAILURE)
                    .withHeader(name, "a")
                    .withAnotherHeader(name, "b"));
        }
        if (operation.parameterNames("header").contains("Idempotency-Key")) {
            for (var key : List.of("", "x".repeat(256), "a\tb")) {
                cases.add(plain.expecting("Idempotency-Key: " + key, ProbeExpectation.named("Idempotency-Key"))
                        .withHeader("Idempotency-Key", key));
            }
            cases.add(plain.expecting("Idempotency-Key twice", ProbeExpectation.named("Idempotency-Key"))
                    .withHeader("Idempotency-Key", "a")
                    .withAnotherHeader("Idempotency-Key", "b"));
        }
        for (var token :
                List.of("Bearer", "Bearer \u00e9", "Bearer a.b.c", "Basic YTpi", "Bearer " + "x".repeat(6_000))) {
            cases.add(plain.expecting("Authorization: " + token, tokenExpected(token))
                    .withHeader("Authorization", token));
        }
        cases.add(plain.expecting("Authorization twice", ProbeExpectation.NO_FAILURE)
                .withAnotherHeader("Authorization", "Bearer other"));
    }

    private ProbeExpectation tokenExpected(String token) {
        return token.startsWith("Bearer ") ? ProbeExpectation.status(400, 401) : ProbeExpectation.NO_FAILURE;
    }
}
