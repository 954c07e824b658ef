package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.concept.Concept;
import dev.boxoffice.support.triage.concept.ConceptPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules that came with the desk. They alone may be doubted: what a manager writes is what happens.
record ShippedRules(Map<String, Set<String>> patterns, Map<String, Concept> concepts) {

    /// Where nothing is known of any.
    static final ShippedRules NONE = new ShippedRules(Map.of(), Map.of());

    static ShippedRules of(List<CategoryRule> rules, List<Concept> concepts) {
        var patterns = new HashMap<String, Set<String>>();
        rules.forEach(rule -> patterns.put(rule.category(), Set.copyOf(rule.patterns())));
        return new ShippedRules(
                Map.copyOf(patterns), concepts.stream().collect(Collectors.toUnmodifiableMap(Concept::name, it -> it)));
    }

    /// Whether a pattern is one of them, and the ideas it speaks of are what they were.
    boolean has(String category, ConceptPattern pattern, Map<String, Concept> inForce) {
        return patterns.getOrDefault(category, Set.of()).contains(pattern.text())
                && pattern.concepts().stream()
                        .allMatch(name ->
                                concepts.containsKey(name) && Objects.equals(concepts.get(name), inForce.get(name)));
    }
}
