package dev.boxoffice.support.triage.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The left side of a routing rule: `severity=1 and module=PAYMENTS`, `category in (A, B)`, or `always`.
public record RoutingCondition(List<Comparison> comparisons) {

    /// One comparison; all of a condition's must hold.
    public record Comparison(String field, Set<String> values) {}

    public static final Set<String> FIELDS =
            Set.of("severity", "module", "category", "tier", "channel", "source", "errorcode");
    private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern EQUAL = Pattern.compile("([A-Za-z]+)\\s*=\\s*([\\p{L}\\p{N}_.:-]+)");
    private static final Pattern ONE_OF =
            Pattern.compile("([A-Za-z]+)\\s+in\\s*\\(([^()]+)\\)", Pattern.CASE_INSENSITIVE);

    public static RoutingCondition read(String text) throws UnreadableConditionException {
        if (text.strip().equalsIgnoreCase("always")) {
            return new RoutingCondition(List.of());
        }
        var comparisons = new ArrayList<Comparison>();
        for (var part : AND.split(text.strip())) {
            comparisons.add(readComparison(part));
        }
        return new RoutingCondition(List.copyOf(comparisons));
    }

    private static Comparison readComparison(String part) throws UnreadableConditionException {
        var equal = EQUAL.matcher(part);
        if (equal.matches()) {
            return comparison(equal.group(1), equal.group(2));
        }
        var oneOf = ONE_OF.matcher(part);
        if (oneOf.matches()) {
            return comparison(oneOf.group(1), oneOf.group(2).split(","));
        }
        throw new UnreadableConditionException(
                "cannot read “" + part + "”; write field=VALUE, field in (A, B), joined by and, or always");
    }

    private static Comparison comparison(String name, String... values) throws UnreadableConditionException {
        var field = name.toLowerCase(Locale.ROOT);
        if (!FIELDS.contains(field)) {
            throw new UnreadableConditionException("does not know “" + name
                    + "”; there are severity, module, category, tier, channel, source and errorCode");
        }
        var wanted = Arrays.stream(values)
                .map(value -> value.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (field.equals("severity") && !Set.of("1", "2", "3").containsAll(wanted)) {
            throw new UnreadableConditionException("compares severity with something other than 1, 2 or 3");
        }
        return new Comparison(field, wanted);
    }

    public boolean holdsFor(RoutingFacts facts) {
        var known = facts.byName();
        return comparisons.stream().allMatch(test -> test.values().contains(known.get(test.field())));
    }

    /// The one value this condition pins a field to, as `PAYMENTS` in `module=PAYMENTS`.
    public java.util.Optional<String> pinned(String field) {
        return comparisons.stream()
                .filter(test -> test.field().equals(field) && test.values().size() == 1)
                .map(test -> test.values().iterator().next())
                .findFirst();
    }
}
