package dev.boxoffice.testkit.contract.probe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request with something wrong in it.
///
/// @param what is wrong, for whoever reads a failure
/// @param target path and query, percent-encoded
/// @param headers in order; a name may occur twice
record Probe(
        String what,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte @Nullable [] body,
        ProbeExpectation expected) {

    Probe expecting(String what, ProbeExpectation expected) {
        return new Probe(what, method, target, headers, body, expected);
    }

    Probe withMethod(String method) {
        return new Probe(what, method, target, headers, body, expected);
    }

    Probe withTarget(String target) {
        return new Probe(what, method, target, headers, body, expected);
    }

    Probe withQuery(String query) {
        return withTarget(target + (target.contains("?") ? "&" : "?") + query);
    }

    Probe withBody(byte @Nullable [] body) {
        return new Probe(what, method, target, headers, body, expected);
    }

    Probe withBody(String body) {
        return withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    /// In place of what the header said.
    Probe withHeader(String name, String value) {
        return withoutHeader(name).withAnotherHeader(name, value);
    }

    Probe withAnotherHeader(String name, String value) {
        var changed = new ArrayList<>(headers);
        changed.add(Map.entry(name, value));
        return new Probe(what, method, target, List.copyOf(changed), body, expected);
    }

    Probe withoutHeader(String name) {
        var left = headers.stream()
                .filter(header -> !header.getKey().equalsIgnoreCase(name))
                .toList();
        return new Probe(what, method, target, left, body, expected);
    }
}
