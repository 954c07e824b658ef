package dev.boxoffice.search.query.criteria;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.search.query.criteria.SearchCriteria.Days;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads single values of a query string; a wrong one is noted under its field's name and read as absent.
final class ParameterConverter {

    static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d{1,4}(?:\\.\\d{1,15})?\\s*");
    static final Pattern COORDINATES =
            Pattern.compile("\\s*([+-]?\\d{1,4}(?:\\.\\d{1,15})?)\\s*,\\s*([+-]?\\d{1,4}(?:\\.\\d{1,15})?)\\s*");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6})?");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}");
    /// Half-way round the world, beyond which there is nothing more to find.
    private static final double LONGEST_KM = 20_038;
    private static final String RANGE = "..";

    private final FieldErrors errors;

    ParameterConverter(FieldErrors errors) {
        this.errors = errors;
    }

    void reject(String field, String message) {
        errors.reject(field, message);
    }

    @Nullable
    String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    boolean flag(String field, @Nullable String given) {
        var text = text(given);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            reject(field, "must be true or false");
        }
        return text.equals("true");
    }

    double radius(String field, @Nullable String given, double absent, SearchLocation.Unit unit) {
        var text = text(given);
        if (text == null) {
            return absent;
        }
        if (LENGTH.matcher(text).matches()) {
            var radius = Double.parseDouble(text);
            if (radius > 0 && unit.toKm(radius) <= LONGEST_KM) {
                return radius;
            }
        }
        reject(field, "must be a number above 0 and at most half-way round the world");
        return absent;
    }

    @Nullable
    Long amount(String field, @Nullable String given) {
        var text = text(given);
        if (text == null) {
            return null;
        }
        if (AMOUNT.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        reject(field, "must be a whole number of minor units, 0 or more");
        return null;
    }

    @Nullable
    String currency(String field, @Nullable String given) {
        var text = text(given);
        if (text == null) {
            return null;
        }
        try {
            return Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            reject(field, "must be an ISO 4217 code");
            return null;
        }
    }

    <E extends Enum<E>> E oneOf(
            String field, @Nullable String given, E absent, E[] allowed, Function<E, String> written) {
        var text = text(given);
        if (text == null) {
            return absent;
        }
        for (var each : allowed) {
            if (written.apply(each).equals(text)) {
                return each;
            }
        }
        reject(field, "must be one of " + Arrays.stream(allowed).map(written).collect(Collectors.joining(", ")));
        return absent;
    }

    <E extends Enum<E>> Optional<E> enumOrReject(String field, String given, E[] allowed) {
        for (var each : allowed) {
            if (each.name().equals(given)) {
                return Optional.of(each);
            }
        }
        reject(field, "must be out of " + Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", ")));
        return Optional.empty();
    }

    /// A day, or two with `..` between them.
    Days days(String field, @Nullable String given) {
        var text = text(given);
        if (text == null) {
            return new Days(null, null);
        }
        try {
            var split = text.indexOf(RANGE);
            var first = LocalDate.parse(split < 0 ? text : text.substring(0, split));
            var last = split < 0 ? first : LocalDate.parse(text.substring(split + RANGE.length()));
            if (first.getYear() < 1900 || last.getYear() > 9998) {
                reject(field, "must be between the years 1900 and 9998");
            } else if (last.isBefore(first)) {
                reject(field, "must not end before it begins");
            }
            return new Days(first, last);
        } catch (DateTimeException unreadable) {
            reject(field, "must be a day like 2027-05-01 or a range like 2027-05-01..2027-05-31");
            return new Days(null, null);
        }
    }

    @Nullable
    Instant instant(String field, @Nullable String given) {
        var read = instantOrNull(given);
        if (read == null && text(given) != null) {
            reject(field, "must be an instant like 2027-05-01T19:00:00Z");
        }
        return read;
    }

    @Nullable
    Instant instantOrNull(@Nullable String given) {
        var text = text(given);
        if (text == null) {
            return null;
        }
        try {
            // A + that was not encoded arrives as a space.
            var time = OffsetDateTime.parse(text.replace(' ', '+'));
            return time.getYear() < 1900 || time.getYear() > 9998 ? null : time.toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
