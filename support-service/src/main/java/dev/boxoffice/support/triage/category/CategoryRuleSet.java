package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.severity.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One version of the rules that say what a case is about: error codes first, then phrases, first match by position.
public final class CategoryRuleSet {

    /// For what no rule knows.
    public static final CategoryRule OTHER =
            new CategoryRule("OTHER", CategoryRule.GENERAL_MODULE, Severity.THREE, List.of(), List.of());

    private record Compiled(CategoryRule rule, List<KeywordPhrase> phrases) {
        static Compiled of(CategoryRule rule) {
            return new Compiled(
                    rule, rule.keywords().stream().map(KeywordPhrase::of).toList());
        }

        boolean speaksOf(NormalizedText text) {
            return phrases.stream().anyMatch(phrase -> phrase.isIn(text));
        }
    }

    private final int version;
    private final List<Compiled> rules;

    public CategoryRuleSet(int version, List<CategoryRule> rules) {
        this.version = version;
        this.rules = rules.stream().map(Compiled::of).toList();
    }

    public int version() {
        return version;
    }

    public List<CategoryRule> rules() {
        return rules.stream().map(Compiled::rule).toList();
    }

    public CategoryRule categorise(@Nullable String errorCode, String subject, String body) {
        return byErrorCode(errorCode)
                .or(() -> first(rule -> rule.speaksOf(NormalizedText.of(subject + " . " + body))))
                .orElse(OTHER);
    }

    public Optional<CategoryRule> named(String category) {
        return category.equals(OTHER.category())
                ? Optional.of(OTHER)
                : first(rule -> rule.rule().category().equals(category));
    }

    private Optional<CategoryRule> byErrorCode(@Nullable String errorCode) {
        if (errorCode == null) {
            return Optional.empty();
        }
        var code = errorCode.toUpperCase(Locale.ROOT);
        return first(rule -> rule.rule().errorCodes().contains(code));
    }

    private Optional<CategoryRule> first(Predicate<Compiled> wanted) {
        return rules.stream().filter(wanted).findFirst().map(Compiled::rule);
    }
}
