package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.category.CategoryRuleService;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// How many distinct reporters are more than an ordinary day's: ten requests for a refund in five minutes are none.
@Service
class UsualRateService {
    private final CategoryRuleService rules;
    private final FingerprintRepository fingerprints;
    private final IncidentRepository incidents;
    private final SupportProperties.Incidents limits;

    UsualRateService(
            CategoryRuleService rules,
            FingerprintRepository fingerprints,
            IncidentRepository incidents,
            SupportProperties properties) {
        this.rules = rules;
        this.fingerprints = fingerprints;
        this.incidents = incidents;
        this.limits = properties.incident();
    }

    /// Whether so many are worth an incident of this category and fingerprint now. One that was dismissed rests until
    /// its reporters have doubled.
    boolean isUnusual(int reporters, String category, String fingerprint, Instant now) {
        if (reporters < limits.threshold() || reporters < limits.threshold() + 2 * usual(category, now)) {
            return false;
        }
        return incidents
                .findReportersWhenDismissed(fingerprint, now.minus(limits.restAfterDismissal()))
                .filter(before -> reporters < 2 * before)
                .isEmpty();
    }

    /// In one window: as the rules say, or as it has been.
    private long usual(String category, Instant now) {
        var said =
                rules.current().named(category).map(CategoryRule::usualReports).orElse(0);
        var windows = Math.max(1, limits.usualOver().dividedBy(limits.window()));
        var seen = fingerprints.countReporters(category, now.minus(limits.usualOver()), now.minus(limits.window()));
        return Math.max(said, seen / windows);
    }
}
