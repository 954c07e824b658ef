package dev.boxoffice.support.triage.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.triage.TriagePolicy;
import dev.boxoffice.support.triage.concept.Concept;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// S2: a rule that came with the desk gives way where the classifier knows better; what a manager wrote never does.
class ShippedRulesTest {

    private static final String FLIGHT = "Our flight got cancelled so we cannot come on Saturday. Would you refund us?";
    private static final List<Concept> CONCEPTS =
            List.of(new Concept("TRIP", List.of("flight")), new Concept("CALLED_OFF", List.of("cancelled")));
    private static final List<CategoryRule> RULES = List.of(
            rule("EVENT_CANCELLED", List.of("TRIP CALLED_OFF")),
            rule("REFUND_REQUEST", List.of("TRIP TRIP !CALLED_OFF")));

    private static CategoryRule rule(String category, List<String> patterns) {
        return new CategoryRule(category, "PAYMENTS", Severity.THREE, List.of(), List.of(), patterns, 0);
    }

    private static String category(CategoryRuleSet rules) {
        return rules.categorise(null, "", FLIGHT).category();
    }

    @Test
    void a_shipped_rule_gives_way_to_likeness_and_the_history_says_so() {
        var shipped = new CategoryRuleSet(2, RULES, CONCEPTS, ShippedRules.of(RULES, CONCEPTS));

        assertThat(shipped.understood(null, "", FLIGHT)).hasValue(RULES.getFirst());
        assertThat(category(shipped)).isEqualTo("REFUND_REQUEST");
        assertThat(new TriagePolicy(shipped, Duration.ofHours(4))
                        .assess(null, "", FLIGHT, CaseFacts.NONE, Instant.EPOCH)
                        .reason())
                .contains("the rule for EVENT_CANCELLED says otherwise");
    }

    @Test
    void a_managers_rule_is_what_happens() {
        assertThat(category(new CategoryRuleSet(3, RULES, CONCEPTS))).isEqualTo("EVENT_CANCELLED");
        assertThat(category(new CategoryRuleSet(2, RULES, CONCEPTS, ShippedRules.of(RULES, CONCEPTS))
                        .withKeyword("EVENT_CANCELLED", "flight got cancelled")))
                .isEqualTo("EVENT_CANCELLED");
    }

    @Test
    void a_shipped_pattern_of_an_idea_that_a_manager_changed_is_theirs() {
        var changed = List.of(new Concept("TRIP", List.of("flight", "train")), CONCEPTS.getLast());

        assertThat(category(new CategoryRuleSet(3, RULES, changed, ShippedRules.of(RULES, CONCEPTS))))
                .isEqualTo("EVENT_CANCELLED");
    }
}
