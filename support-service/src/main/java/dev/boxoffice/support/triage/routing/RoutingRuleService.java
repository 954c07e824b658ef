package dev.boxoffice.support.triage.routing;

import dev.boxoffice.support.triage.rule.RuleKind;
import dev.boxoffice.support.triage.rule.RuleVersionRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The routing rules in force, and how the manager replaces them.
@Service
public class RoutingRuleService {

    private final RoutingRuleRepository rules;
    private final RuleVersionRepository versions;
    private volatile @Nullable RoutingRuleSet known;

    RoutingRuleService(RoutingRuleRepository rules, RuleVersionRepository versions) {
        this.rules = rules;
        this.versions = versions;
    }

    /// Asks for the newest version number each time and reads the rules only when it moved.
    public RoutingRuleSet current() {
        var current = known;
        var newest = versions.newest(RuleKind.ROUTING);
        if (current == null || current.version() != newest) {
            current = RoutingRuleSet.read(newest, rules.findByVersion(newest));
            known = current;
        }
        return current;
    }

    /// Adds the next version, if the rules it was written on are still the newest.
    ///
    /// @return whether it was added; false when somebody else was faster
    @Transactional
    public boolean replace(int basedOn, List<RoutingRule> next, String author, Instant now) {
        if (!versions.add(RuleKind.ROUTING, basedOn, author, now)) {
            return false;
        }
        rules.insert(basedOn + 1, next);
        return true;
    }
}
