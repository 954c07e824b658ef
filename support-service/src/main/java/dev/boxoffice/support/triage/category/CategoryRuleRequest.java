package dev.boxoffice.support.triage.category;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Category rules as a manager sends them.
record CategoryRuleRequest(@Nullable List<@Nullable Line> rules) {

    record Line(
            @Nullable String category,
            @Nullable String module,
            @Nullable Integer severity,
            @Nullable List<@Nullable String> errorCodes,
            @Nullable List<@Nullable String> keywords) {}

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,59}");
    private static final int MOST_RULES = 100;
    private static final int MOST_WORDS = 500;

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming each field that cannot be accepted
    List<CategoryRule> validated() {
        var lines = rules == null ? List.<@Nullable Line>of() : rules;
        var errors = FieldErrors.collect()
                .rejectIf(
                        lines.isEmpty() || lines.size() > MOST_RULES,
                        "rules",
                        "must have 1 to " + MOST_RULES + " lines");
        var validated = new ArrayList<CategoryRule>();
        var names = new HashSet<String>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var at = "rules[" + i + "]";
            if (line == null) {
                errors.reject(at, "must be given");
                continue;
            }
            var rule = rule(line, at, errors);
            validate(rule, at, names.add(rule.category()), errors);
            validated.add(rule);
        }
        errors.throwIfAny();
        return validated;
    }

    private static CategoryRule rule(Line line, String at, FieldErrors errors) {
        return new CategoryRule(
                upper(line.category()),
                upper(line.module()),
                severityOf(line.severity(), at, errors),
                texts(line.errorCodes(), at + ".errorCodes", errors).stream()
                        .map(CategoryRuleRequest::upper)
                        .toList(),
                texts(line.keywords(), at + ".keywords", errors));
    }

    private static void validate(CategoryRule rule, String at, boolean isFirst, FieldErrors errors) {
        errors.rejectIf(
                        !NAME.matcher(rule.category()).matches(),
                        at + ".category",
                        "must be a name such as REFUND_LATE")
                .rejectIf(!isFirst, at + ".category", "is there twice")
                .rejectIf(
                        rule.category().equals(CategoryRuleSet.OTHER.category()),
                        at + ".category",
                        "is what no rule knows, and needs none")
                .rejectIf(!NAME.matcher(rule.module()).matches(), at + ".module", "must be a name such as PAYMENTS");
    }

    private static Severity severityOf(@Nullable Integer level, String at, FieldErrors errors) {
        if (level == null || level < 1 || level > 3) {
            errors.reject(at + ".severity", "must be 1, 2 or 3");
            return Severity.THREE;
        }
        return Severity.of(level);
    }

    private static List<String> texts(@Nullable List<@Nullable String> texts, String at, FieldErrors errors) {
        var given = texts == null ? List.<@Nullable String>of() : texts;
        errors.rejectIf(given.size() > MOST_WORDS, at, "must be at most " + MOST_WORDS);
        var read = new ArrayList<String>();
        for (var i = 0; i < given.size(); i++) {
            var text = given.get(i);
            if (text == null || text.isBlank() || text.length() > 200) {
                errors.reject(at + "[" + i + "]", "must have 1 to 200 characters");
            } else {
                read.add(text.strip());
            }
        }
        return List.copyOf(read);
    }

    private static String upper(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }
}
