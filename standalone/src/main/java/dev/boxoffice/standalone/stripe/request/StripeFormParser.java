package dev.boxoffice.standalone.stripe.request;

import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Form-encoded parameters with Stripe's brackets: `metadata[order]=7`, `expand[]=latest_charge`, `expand[0]=…`.
public final class StripeFormParser {
    private StripeFormParser() {}

    /// A tree of maps with strings at its leaves; list indices are ordinary keys here.
    public static Map<String, Object> parse(String encoded) {
        var root = new LinkedHashMap<String, Object>();
        for (var pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            put(root, keys(name), value);
        }
        return root;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeRefusalException.invalid("Invalid form encoding.", null, null);
        }
    }

    private static List<String> keys(String name) {
        var bracket = name.indexOf('[');
        if (bracket < 0) {
            return List.of(name);
        }
        var keys = new ArrayList<String>();
        keys.add(name.substring(0, bracket));
        while (bracket >= 0 && bracket < name.length()) {
            var end = name.indexOf(']', bracket);
            if (name.charAt(bracket) != '[' || end < 0) {
                throw StripeRefusalException.invalid("Invalid parameter name: " + name, "parameter_unknown", name);
            }
            keys.add(name.substring(bracket + 1, end));
            bracket = end + 1;
        }
        return keys;
    }

    private static void put(Map<String, Object> root, List<String> keys, String value) {
        var map = root;
        for (var key : keys.subList(0, keys.size() - 1)) {
            map = branch(map, key);
        }
        var last = keys.getLast();
        map.put(last.isEmpty() ? Integer.toString(map.size()) : last, value);
    }

    @SuppressWarnings("unchecked") // only this class fills these maps
    private static Map<String, Object> branch(Map<String, Object> map, String key) {
        var name = key.isEmpty() ? Integer.toString(map.size()) : key;
        var next = map.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
        if (!(next instanceof Map)) {
            throw StripeRefusalException.invalid("Invalid object", "parameter_invalid", key);
        }
        return (Map<String, Object>) next;
    }

    @SuppressWarnings("unchecked") // only this class fills these maps
    public static @Nullable Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : null;
    }
}
