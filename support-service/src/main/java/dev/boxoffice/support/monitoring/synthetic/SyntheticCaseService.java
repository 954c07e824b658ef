package dev.boxoffice.support.monitoring.synthetic;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.opening.CaseOpeningService;
import dev.boxoffice.support.cases.opening.NewCase;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Opens a case nobody works on, made to breach: when its breach is recorded, clocks, timers and workers have
/// been seen to run from end to end. When it is not, `synthetic.age` grows and somebody is alerted.
@Service
class SyntheticCaseService {

    static final Duration INTERVAL = Duration.ofMinutes(5);
    /// Its own target: it must breach, and be seen to.
    private static final Duration TARGET = Duration.ofSeconds(5);

    private final CaseOpeningService opening;
    private final SlaClockService clocks;

    SyntheticCaseService(CaseOpeningService opening, SlaClockService clocks) {
        this.opening = opening;
        this.clocks = clocks;
    }

    /// Of several replicas, one opens the case of each interval.
    @Transactional
    public void open(Instant now) {
        var sourceKey = "synthetic:" + now.toEpochMilli() / INTERVAL.toMillis();
        opening.open(
                        new NewCase(CaseSource.SYNTHETIC, sourceKey, report(), assessment(), placement(now), null),
                        HistoryRepository.DESK,
                        now)
                .ifPresent(opened -> clocks.startSynthetic(opened.id(), TARGET, now));
    }

    private static CaseReport report() {
        return CaseReport.byPlatform("Synthetic case", "Proves that clocks and timers run.");
    }

    private static CaseAssessment assessment() {
        return new CaseAssessment(
                "SYNTHETIC",
                CategoryRule.GENERAL_MODULE,
                Severity.THREE,
                "synthetic",
                false,
                0,
                CaseFacts.NONE,
                true,
                0);
    }

    private static CasePlacement placement(Instant now) {
        return new CasePlacement(RoutingRuleSet.SYNTHETIC_QUEUE, 0, null, null, now, now);
    }
}
