package dev.boxoffice.standalone.stripe.request;

import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of one call, read with Stripe's own refusals.
public record StripeParameters(Map<String, Object> values) {
    private static final int MAX_METADATA_KEYS = 50;
    private static final int MAX_METADATA_KEY_LENGTH = 40;
    private static final int MAX_METADATA_VALUE_LENGTH = 500;
    private static final int DEFAULT_PAGE = 10;
    private static final int MAX_PAGE = 100;

    /// A misspelt parameter is an error at Stripe, so it is one here.
    public StripeParameters allowing(Set<String> known) {
        for (var name : values.keySet()) {
            if (!known.contains(name)) {
                throw StripeRefusalException.invalid("Received unknown parameter: " + name, "parameter_unknown", name);
            }
        }
        return this;
    }

    @Nullable
    public String text(String name) {
        var value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw StripeRefusalException.invalid("Invalid string: " + name, "parameter_invalid_string", name);
        }
        if (text.isEmpty()) {
            throw StripeRefusalException.invalid(
                    "You passed an empty string for '" + name + "'.", "parameter_invalid_empty", name);
        }
        return text;
    }

    public String required(String name) {
        var text = text(name);
        if (text == null) {
            throw StripeRefusalException.missingParameter(name);
        }
        return text;
    }

    @Nullable
    public Long number(String name) {
        var text = text(name);
        return text == null ? null : number(name, text);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StripeRefusalException.invalid("Invalid integer: " + text, "parameter_invalid_integer", name);
        }
    }

    public boolean flag(String name, boolean otherwise) {
        var text = text(name);
        return switch (text) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            // `off_session` may also be `one_off` or `recurring`; both mean yes.
            default -> name.equals("off_session");
        };
    }

    public List<String> texts(String name) {
        var list = StripeFormParser.map(values.get(name));
        return list == null
                ? List.of()
                : list.values().stream().map(String::valueOf).toList();
    }

    public StripeParameters nested(String name) {
        var map = StripeFormParser.map(values.get(name));
        return new StripeParameters(map == null ? Map.of() : map);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// `base` with the given keys changed; an empty value takes a key away.
    public Map<String, String> metadata(Map<String, String> base) {
        var changed = new LinkedHashMap<>(base);
        nested("metadata").values().forEach((key, value) -> {
            var text = String.valueOf(value);
            if (key.length() > MAX_METADATA_KEY_LENGTH || text.length() > MAX_METADATA_VALUE_LENGTH) {
                throw StripeRefusalException.invalid("Metadata too long: " + key, null, "metadata");
            }
            if (text.isEmpty()) {
                changed.remove(key);
            } else {
                changed.put(key, text);
            }
        });
        if (changed.size() > MAX_METADATA_KEYS) {
            throw StripeRefusalException.invalid("Metadata can have at most 50 keys.", null, "metadata");
        }
        return changed;
    }

    public int limit() {
        var limit = number("limit");
        if (limit == null) {
            return DEFAULT_PAGE;
        }
        if (limit < 1 || limit > MAX_PAGE) {
            throw StripeRefusalException.invalid(
                    "Invalid limit: must be between 1 and " + MAX_PAGE, "parameter_invalid_integer", "limit");
        }
        return limit.intValue();
    }

    /// `created[gte]=…` and its relatives, or one exact second.
    public boolean createdMatches(Instant created) {
        var exact = values.get("created");
        if (exact instanceof String text) {
            return number("created", text) == created.getEpochSecond();
        }
        var second = created.getEpochSecond();
        return nested("created").values().entrySet().stream().allMatch(bound -> {
            var limit = number("created", String.valueOf(bound.getValue()));
            return switch (bound.getKey()) {
                case "gt" -> second > limit;
                case "gte" -> second >= limit;
                case "lt" -> second < limit;
                case "lte" -> second <= limit;
                default ->
                    throw StripeRefusalException.invalid("Invalid created filter", "parameter_unknown", "created");
            };
        });
    }
}
