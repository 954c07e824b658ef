package dev.boxoffice.support.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The left side of a routing rule: `severity=1 and module=PAYMENTS`, `category in (A, B)`, or `always`.
record Condition(List<Test> tests) {

    /// One comparison; all of a condition's must hold.
    record Test(String field, Set<String> values) {}

    /// Why a text is no condition, in words for the person who wrote it.
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    static final Set<String> FIELDS =
            Set.of("severity", "module", "category", "tier", "channel", "source", "errorcode");
    private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern EQUAL = Pattern.compile("([A-Za-z]+)\\s*=\\s*([\\p{L}\\p{N}_.:-]+)");
    private static final Pattern ONE_OF =
            Pattern.compile("([A-Za-z]+)\\s+in\\s*\\(([^()]+)\\)", Pattern.CASE_INSENSITIVE);

    static Condition read(String text) throws Unreadable {
        if (text.strip().equalsIgnoreCase("always")) {
            return new Condition(List.of());
        }
        var tests = new ArrayList<Test>();
        for (var part : AND.split(text.strip())) {
            tests.add(readTest(part));
        }
        return new Condition(List.copyOf(tests));
    }

    private static Test readTest(String part) throws Unreadable {
        var equal = EQUAL.matcher(part);
        if (equal.matches()) {
            return test(equal.group(1), equal.group(2));
        }
        var oneOf = ONE_OF.matcher(part);
        if (oneOf.matches()) {
            return test(oneOf.group(1), oneOf.group(2).split(","));
        }
        throw new Unreadable(
                "cannot read “" + part + "”; write field=VALUE, field in (A, B), joined by and, or always");
    }

    private static Test test(String name, String... values) throws Unreadable {
        var field = name.toLowerCase(Locale.ROOT);
        if (!FIELDS.contains(field)) {
            throw new Unreadable("does not know “" + name
                    + "”; there are severity, module, category, tier, channel, source and errorCode");
        }
        var wanted = Arrays.stream(values)
                .map(value -> value.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (field.equals("severity") && !Set.of("1", "2", "3").containsAll(wanted)) {
            throw new Unreadable("compares severity with something other than 1, 2 or 3");
        }
        return new Test(field, wanted);
    }

    boolean holdsFor(RoutingFacts facts) {
        var known = facts.byName();
        return tests.stream().allMatch(test -> test.values().contains(known.get(test.field())));
    }

    /// The one value this condition pins a field to, as `PAYMENTS` in `module=PAYMENTS`.
    java.util.Optional<String> pinned(String field) {
        return tests.stream()
                .filter(test -> test.field().equals(field) && test.values().size() == 1)
                .map(test -> test.values().iterator().next())
                .findFirst();
    }
}
