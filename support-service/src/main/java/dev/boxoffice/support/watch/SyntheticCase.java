package dev.boxoffice.support.watch;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.CaseOpening;
import dev.boxoffice.support.cases.CaseOpening.Opening;
import dev.boxoffice.support.cases.CaseSource;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.cases.Judgement;
import dev.boxoffice.support.cases.Placement;
import dev.boxoffice.support.cases.Report;
import dev.boxoffice.support.clock.ClockBreached;
import dev.boxoffice.support.clock.ClockKind;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.SlaPolicy;
import dev.boxoffice.support.triage.CaseFacts;
import dev.boxoffice.support.triage.RoutingRules;
import dev.boxoffice.support.triage.Severity;
import dev.boxoffice.support.triage.Tier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A case nobody works on, made to breach: when its breach is recorded, clocks, timers and workers have been seen to
/// run
/// from end to end. When it is not, `synthetic.age` grows and somebody is woken.
@Component
class SyntheticCase {

    private final CaseOpening opening;
    private final Cases cases;
    private final Clocks clocks;
    private final TransactionTemplate transactions;
    private final Setting setting;

    /// When, how often, and where it is written down.
    @Component
    record Setting(SupportProperties properties, Clock clock, AuditTrail audit) {}

    SyntheticCase(CaseOpening opening, Cases cases, Clocks clocks, TransactionTemplate transactions, Setting setting) {
        this.opening = opening;
        this.cases = cases;
        this.clocks = clocks;
        this.transactions = transactions;
        this.setting = setting;
    }

    /// Of several replicas, one opens the case of each interval.
    void open() {
        var now = UtcTime.now(setting.clock());
        var interval = setting.properties().workers().synthetic().toMillis();
        var slot = now.toEpochMilli() / interval;
        transactions.executeWithoutResult(_ -> opening.open(
                        new Opening(
                                CaseSource.SYNTHETIC, "synthetic:" + slot, report(), judgement(), placement(now), null),
                        AuditTrail.DESK,
                        now)
                .ifPresent(opened -> clocks.startSynthetic(
                        opened.id(),
                        setting.properties().workers().syntheticTarget(),
                        SlaPolicy.of(setting.properties()),
                        now)));
    }

    /// The breach it was made for.
    @EventListener
    void proven(ClockBreached breach) {
        if (breach.caseId() == null) {
            return;
        }
        cases.find(breach.caseId())
                .filter(found ->
                        found.source() == CaseSource.SYNTHETIC && found.status().isOpen())
                .ifPresent(found -> {
                    var one = List.of(found.id());
                    clocks.stop(one, List.of(ClockKind.RESOLUTION), breach.detectedAt());
                    cases.resolve(one, "The timers run.", AuditTrail.DESK, breach.detectedAt());
                    setting.audit()
                            .ofCase(found.id(), EventType.RESOLVED, AuditTrail.DESK, breach.detectedAt(), Map.of());
                });
    }

    private static Report report() {
        return new Report(
                null,
                null,
                null,
                Tier.STANDARD,
                Report.PLATFORM_CHANNEL,
                "Synthetic case",
                "Proves that clocks and timers run.",
                null,
                null,
                null,
                null);
    }

    private static Judgement judgement() {
        return new Judgement(
                "SYNTHETIC", RoutingRules.GENERAL_MODULE, Severity.THREE, "synthetic", 0, CaseFacts.NONE, true, 0);
    }

    private static Placement placement(Instant now) {
        return new Placement(RoutingRules.SYNTHETIC_QUEUE, 0, null, null, now, now);
    }
}
