package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.classifier.CategoryClassifier;
import dev.boxoffice.support.triage.concept.ClauseText;
import dev.boxoffice.support.triage.concept.Concept;
import dev.boxoffice.support.triage.concept.ConceptPattern;
import dev.boxoffice.support.triage.concept.ConceptReading;
import dev.boxoffice.support.triage.concept.ConceptSet;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One version of the rules that say what a case is about: error codes first, then patterns of concepts and phrases,
/// first match by position.
public final class CategoryRuleSet {
    /// For what no rule knows.
    public static final CategoryRule OTHER =
            new CategoryRule("OTHER", CategoryRule.GENERAL_MODULE, Severity.THREE, List.of(), List.of(), List.of(), 0);

    private record Compiled(CategoryRule rule, List<KeywordPhrase> phrases, List<ConceptPattern> patterns) {
        static Compiled of(CategoryRule rule) {
            return new Compiled(
                    rule,
                    rule.keywords().stream().map(KeywordPhrase::of).toList(),
                    rule.patterns().stream().map(ConceptPattern::read).toList());
        }

        boolean speaksOf(ConceptReading reading, NormalizedText text) {
            return patterns.stream().anyMatch(pattern -> pattern.isIn(reading))
                    || phrases.stream().anyMatch(phrase -> phrase.isIn(text));
        }
    }

    private final int version;
    private final List<Compiled> rules;
    private final List<Concept> concepts;
    private final ConceptSet compiledConcepts;

    public CategoryRuleSet(int version, List<CategoryRule> rules, List<Concept> concepts) {
        this.version = version;
        this.rules = rules.stream().map(Compiled::of).toList();
        this.concepts = List.copyOf(concepts);
        this.compiledConcepts = new ConceptSet(concepts);
    }

    private CategoryRuleSet(CategoryRuleSet like, List<Compiled> rules) {
        this.version = like.version + 1;
        this.rules = rules;
        this.concepts = like.concepts;
        this.compiledConcepts = like.compiledConcepts;
    }

    /// The next version: one phrase more for one category.
    public CategoryRuleSet withKeyword(String category, String keyword) {
        var changed = new ArrayList<Compiled>();
        for (var one : rules) {
            changed.add(
                    one.rule().category().equals(category)
                            ? Compiled.of(one.rule().withKeyword(keyword))
                            : one);
        }
        return new CategoryRuleSet(this, List.copyOf(changed));
    }

    public int version() {
        return version;
    }

    public List<CategoryRule> rules() {
        return rules.stream().map(Compiled::rule).toList();
    }

    public List<Concept> concepts() {
        return concepts;
    }

    public CategoryRule categorise(@Nullable String errorCode, String subject, String body) {
        return understood(errorCode, subject, body)
                .or(() -> likely(subject, body))
                .orElse(OTHER);
    }

    /// What a rule says; empty where none says anything.
    public Optional<CategoryRule> understood(@Nullable String errorCode, String subject, String body) {
        return byErrorCode(errorCode).or(() -> byWords(subject + "\n" + body));
    }

    /// What the classifier votes for, as far as these rules know that category.
    private Optional<CategoryRule> likely(String subject, String body) {
        return CategoryClassifier.shipped().vote(subject + "\n" + body).flatMap(vote -> named(vote.category()));
    }

    private Optional<CategoryRule> byWords(String text) {
        var reading = compiledConcepts.read(ClauseText.of(text));
        var words = NormalizedText.of(text);
        return first(rule -> rule.speaksOf(reading, words));
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
