package dev.boxoffice.search.query.criteria;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Where a list of results goes on: behind the last event shown, by what it was ordered by.
///
/// @param leniency how much was forgiven when the list began: going on means the same thing
/// @param after the values of the order's fields at that event
public record SearchCursor(Leniency leniency, List<FieldValue> after) {

    public static final String NOT_OURS = "must be the nextCursor of the same search";

    private static final String BETWEEN = "\n";
    private static final int LONGEST = 500;
    private static final int MOST_VALUES = 4;

    /// @param question what was searched for: a cursor is good for nothing else
    public String write(String question) {
        var parts = new ArrayList<String>();
        parts.add(Integer.toHexString(question.hashCode()));
        parts.add(leniency.name());
        after.forEach(value -> parts.add(write(value)));
        var text = String.join(BETWEEN, parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String write(FieldValue value) {
        return switch (value._kind()) {
            case Long -> "l" + value.longValue();
            case Double -> "d" + value.doubleValue();
            default -> "s" + value.stringValue();
        };
    }

    /// Empty for what was never given out for this question, as far as that can be seen here: Elasticsearch refuses
    /// values that do not fit the order.
    static Optional<SearchCursor> read(String text, String question) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = decoded.split(BETWEEN, -1);
            if (parts.length < 3
                    || parts.length > 2 + MOST_VALUES
                    || !parts[0].equals(Integer.toHexString(question.hashCode()))) {
                return Optional.empty();
            }
            var after = new ArrayList<FieldValue>();
            for (int i = 2; i < parts.length; i++) {
                after.add(value(parts[i]));
            }
            return Optional.of(new SearchCursor(Leniency.valueOf(parts[1]), List.copyOf(after)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }

    private static FieldValue value(String text) {
        var written = text.substring(1);
        return switch (text.charAt(0)) {
            case 'l' -> FieldValue.of(Long.parseLong(written));
            case 'd' -> FieldValue.of(finite(Double.parseDouble(written)));
            case 's' -> FieldValue.of(written);
            default -> throw new IllegalArgumentException("no such kind of value");
        };
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no such distance or score");
        }
        return value;
    }
}
