package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.rule.RuleKind;
import dev.boxoffice.support.triage.rule.RuleVersionRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The category rules in force, and how the manager replaces them.
@Service
public class CategoryRuleService {

    private final CategoryRuleRepository rules;
    private final RuleVersionRepository versions;
    private volatile @Nullable CategoryRuleSet known;

    CategoryRuleService(CategoryRuleRepository rules, RuleVersionRepository versions) {
        this.rules = rules;
        this.versions = versions;
    }

    /// Asks for the newest version number each time and reads the rules only when it moved.
    public CategoryRuleSet current() {
        var current = known;
        var newest = versions.newest(RuleKind.CATEGORY);
        if (current == null || current.version() != newest) {
            current = new CategoryRuleSet(newest, rules.findByVersion(newest), rules.findConcepts(newest), shipped());
            known = current;
        }
        return current;
    }

    private ShippedRules shipped() {
        var version = versions.newestShipped(RuleKind.CATEGORY);
        return ShippedRules.of(rules.findByVersion(version), rules.findConcepts(version));
    }

    /// Adds the next version, if the rules it was written on are still the newest.
    ///
    /// @return whether it was added; false when somebody else was faster
    @Transactional
    public boolean replace(int basedOn, CategoryRuleSet next, String author, Instant now) {
        if (!versions.add(RuleKind.CATEGORY, basedOn, author, now)) {
            return false;
        }
        rules.insert(basedOn + 1, next.rules());
        rules.insertConcepts(basedOn + 1, next.concepts());
        return true;
    }
}
