package dev.boxoffice.support.clock;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.util.Map;

/// The targets in force when a clock starts. Each clock keeps its own copy, so a later policy rewrites none.
///
/// @param severity resolution targets in milliseconds, by severity level
/// @param firstResponse first-response targets in milliseconds, by tier
/// @param triage first-response target in milliseconds of what no rule understood, where that is sooner
/// @param atRiskPercent a clock with at most this share of its target left is at risk
public record SlaPolicy(
        Map<Integer, Long> severity, Map<ContractTier, Long> firstResponse, long triage, int atRiskPercent) {

    public static SlaPolicy of(SupportProperties properties) {
        var targets = properties.targets();
        var first = properties.firstResponse();
        return new SlaPolicy(
                Map.of(
                        1, targets.severity1().toMillis(),
                        2, targets.severity2().toMillis(),
                        3, targets.severity3().toMillis()),
                Map.of(
                        ContractTier.ORGANISER, first.organiser().toMillis(),
                        ContractTier.VIP, first.vip().toMillis(),
                        ContractTier.STANDARD, first.standard().toMillis()),
                first.triage().toMillis(),
                properties.atRiskPercent());
    }

    public Duration resolutionTarget(Severity level) {
        return Duration.ofMillis(known(severity.get(level.level())));
    }

    public Duration firstResponseTarget(ContractTier tier, boolean understood) {
        var target = known(firstResponse.get(tier));
        return Duration.ofMillis(understood ? target : Math.min(target, triage));
    }

    /// How long before its deadline a clock with this target is at risk.
    public Duration margin(Duration target) {
        return Duration.ofMillis(target.toMillis() * atRiskPercent / 100);
    }

    private static long known(@org.jspecify.annotations.Nullable Long millis) {
        if (millis == null) {
            throw new IllegalStateException("a policy names every severity and tier");
        }
        return millis;
    }
}
