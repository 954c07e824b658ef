package dev.boxoffice.support.triage;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.triage.category.CategoryRuleService;
import dev.boxoffice.support.triage.severity.CaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Assesses cases by the category rules in force.
@Service
public class TriageService {

    private final CategoryRuleService rules;
    private final Duration doorsWithin;

    TriageService(CategoryRuleService rules, SupportProperties properties) {
        this.rules = rules;
        this.doorsWithin = properties.doorsWithin();
    }

    /// What a report says, and what the facts make of it.
    public TriageResult assess(@Nullable String errorCode, String subject, String body, CaseFacts facts, Instant now) {
        return policy().assess(errorCode, subject, body, facts, now);
    }

    /// What a report says, whatever the facts.
    public String categorise(@Nullable String errorCode, String subject, String body) {
        return rules.current().categorise(errorCode, subject, body).category();
    }

    /// The severity of a category somebody has decided on; empty where the rules in force know none of that name.
    public Optional<TriageResult> assessAs(String category, CaseFacts facts, Instant now) {
        var policy = policy();
        return policy.rules().named(category).map(rule -> policy.assessAs(rule, facts, now));
    }

    public boolean knows(String category) {
        return rules.current().named(category).isPresent();
    }

    private TriagePolicy policy() {
        return new TriagePolicy(rules.current(), doorsWithin);
    }
}
