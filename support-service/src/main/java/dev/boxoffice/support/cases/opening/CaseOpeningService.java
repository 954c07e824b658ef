package dev.boxoffice.support.cases.opening;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseProgress;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.NewCaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.history.NewHistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Intake → categorised → routed: the case, its history, its clocks and its timers come into being together.
@Service
public class CaseOpeningService {

    private final NewCaseRepository cases;
    private final SlaClockService clocks;
    private final CaseTimerService timers;
    private final HistoryRepository history;

    CaseOpeningService(
            NewCaseRepository cases, SlaClockService clocks, CaseTimerService timers, HistoryRepository history) {
        this.cases = cases;
        this.clocks = clocks;
        this.timers = timers;
        this.history = history;
    }

    /// @return empty when a case with the same source key exists already
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<SupportCase> open(NewCase wanted, String actor, Instant now) {
        var opened = supportCase(wanted, now);
        var fingerprints = wanted.source() == CaseSource.SYNTHETIC
                ? CaseFingerprints.NONE
                : CaseFingerprints.of(wanted.report(), wanted.assessment().category());
        if (!cases.insert(opened, wanted.sourceKey(), fingerprints)) {
            return Optional.empty();
        }
        record(opened, actor, now);
        if (opened.source() != CaseSource.SYNTHETIC) {
            clocks.startForCase(
                    opened.id(),
                    opened.assessment().severity(),
                    opened.report().tier(),
                    opened.assessment().isUnderstood(),
                    now);
            timers.armNew(opened, now);
        }
        return Optional.of(opened);
    }

    private SupportCase supportCase(NewCase wanted, Instant now) {
        var deadline = clocks.resolutionDeadline(wanted.assessment().severity(), now);
        return new SupportCase(
                TimeOrderedId.next(),
                CaseNumber.next(),
                wanted.source(),
                CaseStatus.ROUTED,
                wanted.report(),
                wanted.assessment(),
                wanted.placement(),
                CaseProgress.started(deadline, now),
                wanted.repeatOf(),
                null);
    }

    private void record(SupportCase opened, String actor, Instant now) {
        var assessment = opened.assessment();
        var placement = opened.placement();
        history.recordForCase(
                opened.id(),
                now,
                List.of(
                        new NewHistoryEntry(
                                HistoryEventType.OPENED,
                                actor,
                                Map.of("channel", opened.report().channel())),
                        new NewHistoryEntry(
                                HistoryEventType.CATEGORISED,
                                HistoryRepository.DESK,
                                Map.of(
                                        "category", assessment.category(),
                                        "severity", assessment.severity(),
                                        "reason", assessment.reason(),
                                        "rulesVersion", assessment.rulesVersion())),
                        new NewHistoryEntry(
                                HistoryEventType.ROUTED,
                                HistoryRepository.DESK,
                                Map.of(
                                        "queue", placement.queue(),
                                        "module", assessment.module(),
                                        "rulesVersion", placement.routingVersion()))));
    }
}
