package dev.boxoffice.support.triage.category;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.triage.concept.Concept;
import dev.boxoffice.support.triage.concept.ConceptPattern;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Category rules as a manager sends them.
///
/// @param concepts what the patterns speak of; where absent, those in force stay
public record CategoryRuleRequest(
        @Nullable List<@Nullable Line> rules, @Nullable List<@Nullable ConceptLine> concepts) {

    /// One category.
    public record Line(
            @Nullable String category,
            @Nullable String module,
            @Nullable Integer severity,
            @Nullable List<@Nullable String> errorCodes,
            @Nullable List<@Nullable String> keywords,
            @Nullable List<@Nullable String> patterns,
            @Nullable Integer usualReports) {}

    /// One concept.
    public record ConceptLine(
            @Nullable String name, @Nullable List<@Nullable String> words) {}

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,59}");
    private static final Pattern CONCEPT = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final int MOST_CONCEPTS = 500;
    private static final int MOST_USUAL = 100_000;
    private static final int MOST_RULES = 100;
    private static final int MOST_WORDS = 500;

    /// The next version.
    ///
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming each field that cannot be accepted
    public CategoryRuleSet validated(CategoryRuleSet current) {
        var errors = FieldErrors.collect();
        var known = concepts(current, errors);
        var rules = rules(known.stream().map(Concept::name).collect(Collectors.toSet()), errors);
        errors.throwIfAny();
        return current.next(rules, known);
    }

    private List<Concept> concepts(CategoryRuleSet current, FieldErrors errors) {
        if (concepts == null) {
            return current.concepts();
        }
        errors.rejectIf(concepts.size() > MOST_CONCEPTS, "concepts", "must be at most " + MOST_CONCEPTS);
        var validated = new ArrayList<Concept>();
        var names = new HashSet<String>();
        for (var i = 0; i < concepts.size(); i++) {
            var line = concepts.get(i);
            var at = "concepts[" + i + "]";
            if (line == null) {
                errors.reject(at, "must be given");
                continue;
            }
            var name = upper(line.name());
            errors.rejectIf(!CONCEPT.matcher(name).matches(), at + ".name", "must be a name such as REFUND")
                    .rejectIf(!names.add(name), at + ".name", "is there twice");
            validated.add(new Concept(name, texts(line.words(), at + ".words", errors)));
        }
        return validated;
    }

    private List<CategoryRule> rules(Set<String> known, FieldErrors errors) {
        var lines = rules == null ? List.<@Nullable Line>of() : rules;
        errors.rejectIf(
                lines.isEmpty() || lines.size() > MOST_RULES, "rules", "must have 1 to " + MOST_RULES + " lines");
        var validated = new ArrayList<CategoryRule>();
        var names = new HashSet<String>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var at = "rules[" + i + "]";
            if (line == null) {
                errors.reject(at, "must be given");
                continue;
            }
            var rule = rule(line, known, at, errors);
            validate(rule, at, names.add(rule.category()), errors);
            validated.add(rule);
        }
        return validated;
    }

    private static CategoryRule rule(Line line, Set<String> known, String at, FieldErrors errors) {
        return new CategoryRule(
                upper(line.category()),
                upper(line.module()),
                severityOf(line.severity(), at, errors),
                texts(line.errorCodes(), at + ".errorCodes", errors).stream()
                        .map(CategoryRuleRequest::upper)
                        .toList(),
                texts(line.keywords(), at + ".keywords", errors),
                patterns(line, known, at + ".patterns", errors),
                line.usualReports() == null ? 0 : line.usualReports());
    }

    private static List<String> patterns(Line line, Set<String> known, String at, FieldErrors errors) {
        var readable = new ArrayList<String>();
        for (var text : texts(line.patterns(), at, errors)) {
            try {
                var pattern = ConceptPattern.read(text);
                pattern.concepts().stream()
                        .filter(concept -> !known.contains(concept))
                        .forEach(concept -> errors.reject(at, "speaks of " + concept + ", which is no concept"));
                readable.add(pattern.text());
            } catch (IllegalArgumentException unreadable) {
                errors.reject(at, String.valueOf(unreadable.getMessage()));
            }
        }
        return List.copyOf(readable);
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
                .rejectIf(!NAME.matcher(rule.module()).matches(), at + ".module", "must be a name such as PAYMENTS")
                .rejectIf(
                        rule.usualReports() < 0 || rule.usualReports() > MOST_USUAL,
                        at + ".usualReports",
                        "must be from 0 to " + MOST_USUAL);
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
