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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One version of the rules that say what a case is about: error codes first, then patterns of concepts and phrases,
/// first match by position.
public final class CategoryRuleSet {
    /// For what no rule knows.
    public static final CategoryRule OTHER =
            new CategoryRule("OTHER", CategoryRule.GENERAL_MODULE, Severity.THREE, List.of(), List.of(), List.of(), 0);

    /// Below it something else is meant, by everything the classifier has learned (decision 0068).
    private static final double LEAST_LIKELY = 0.15;

    /// @param patterns that hold whatever the classifier makes of the text
    /// @param doubted that came with the desk
    private record Compiled(
            CategoryRule rule,
            List<KeywordPhrase> phrases,
            List<ConceptPattern> patterns,
            List<ConceptPattern> doubted) {
        static Compiled of(CategoryRule rule, Predicate<ConceptPattern> isShipped) {
            var patterns = rule.patterns().stream().map(ConceptPattern::read).toList();
            return new Compiled(
                    rule,
                    rule.keywords().stream().map(KeywordPhrase::of).toList(),
                    patterns.stream().filter(isShipped.negate()).toList(),
                    patterns.stream().filter(isShipped).toList());
        }

        Compiled withKeyword(String keyword) {
            var more = new ArrayList<>(phrases);
            more.add(KeywordPhrase.of(keyword));
            return new Compiled(rule.withKeyword(keyword), List.copyOf(more), patterns, doubted);
        }

        boolean speaksOf(ConceptReading reading, NormalizedText text) {
            return speaksForSure(reading, text) || speaksDoubtably(reading);
        }

        boolean speaksForSure(ConceptReading reading, NormalizedText text) {
            return patterns.stream().anyMatch(pattern -> pattern.isIn(reading))
                    || phrases.stream().anyMatch(phrase -> phrase.isIn(text));
        }

        boolean speaksDoubtably(ConceptReading reading) {
            return doubted.stream().anyMatch(pattern -> pattern.isIn(reading));
        }
    }

    private final int version;
    private final List<Compiled> rules;
    private final List<Concept> concepts;
    private final ConceptSet compiledConcepts;
    private final ShippedRules shipped;

    CategoryRuleSet(int version, List<CategoryRule> rules, List<Concept> concepts, ShippedRules shipped) {
        var named = concepts.stream().collect(Collectors.toMap(Concept::name, it -> it, (first, _) -> first));
        this.version = version;
        this.rules = rules.stream()
                .map(rule -> Compiled.of(rule, pattern -> shipped.has(rule.category(), pattern, named)))
                .toList();
        this.concepts = List.copyOf(concepts);
        this.compiledConcepts = new ConceptSet(concepts);
        this.shipped = shipped;
    }

    /// Of which no rule came with the desk.
    public CategoryRuleSet(int version, List<CategoryRule> rules, List<Concept> concepts) {
        this(version, rules, concepts, ShippedRules.NONE);
    }

    private CategoryRuleSet(CategoryRuleSet like, List<Compiled> rules) {
        this.version = like.version + 1;
        this.rules = rules;
        this.concepts = like.concepts;
        this.compiledConcepts = like.compiledConcepts;
        this.shipped = like.shipped;
    }

    /// The next version.
    CategoryRuleSet next(List<CategoryRule> changed, List<Concept> known) {
        return new CategoryRuleSet(version + 1, changed, known, shipped);
    }

    /// The next version: one phrase more for one category.
    public CategoryRuleSet withKeyword(String category, String keyword) {
        var changed = new ArrayList<Compiled>();
        for (var one : rules) {
            changed.add(one.rule().category().equals(category) ? one.withKeyword(keyword) : one);
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

    /// What a report is about by the rules, and where they are silent or doubted by the classifier's vote.
    public CategoryRule categorise(@Nullable String errorCode, String subject, String body) {
        return believed(errorCode, subject, body)
                .or(() -> likely(subject, body))
                .orElse(OTHER);
    }

    /// What a rule says; empty where none says anything.
    public Optional<CategoryRule> understood(@Nullable String errorCode, String subject, String body) {
        return byErrorCode(errorCode).or(() -> byWords(subject + "\n" + body, Compiled::speaksOf));
    }

    /// The same, but for a rule that came with the desk and whose category the classifier finds unlikely: the next one
    /// counts then. What a manager wrote is never doubted.
    private Optional<CategoryRule> believed(@Nullable String errorCode, String subject, String body) {
        var text = subject + "\n" + body;
        return byErrorCode(errorCode)
                .or(() -> byWords(
                        text,
                        (rule, reading, words) -> rule.speaksForSure(reading, words)
                                || (rule.speaksDoubtably(reading)
                                        && likelihood(rule.rule().category(), text) >= LEAST_LIKELY)));
    }

    private static double likelihood(String category, String text) {
        return CategoryClassifier.shipped().likelihood(category, text);
    }

    /// What the classifier votes for, as far as these rules know that category.
    private Optional<CategoryRule> likely(String subject, String body) {
        return CategoryClassifier.shipped().vote(subject + "\n" + body).flatMap(vote -> named(vote.category()));
    }

    /// Whether a rule counts for a text.
    private interface Counts {
        boolean test(Compiled rule, ConceptReading reading, NormalizedText words);
    }

    private Optional<CategoryRule> byWords(String text, Counts counts) {
        var reading = compiledConcepts.read(ClauseText.of(text));
        var words = NormalizedText.of(text);
        return first(rule -> counts.test(rule, reading, words));
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
