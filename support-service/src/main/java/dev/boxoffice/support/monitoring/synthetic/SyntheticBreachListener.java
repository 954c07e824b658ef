package dev.boxoffice.support.monitoring.synthetic;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseResolutionRepository;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.clock.SlaClockBreached;
import dev.boxoffice.support.clock.SlaClockKind;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Resolves the synthetic case once the breach it was made for has been recorded.
@Component
class SyntheticBreachListener {

    private final CaseRepository cases;
    private final CaseResolutionRepository resolutions;
    private final SlaClockService clocks;
    private final HistoryRepository history;

    SyntheticBreachListener(
            CaseRepository cases,
            CaseResolutionRepository resolutions,
            SlaClockService clocks,
            HistoryRepository history) {
        this.cases = cases;
        this.resolutions = resolutions;
        this.clocks = clocks;
        this.history = history;
    }

    @EventListener
    void breached(SlaClockBreached breach) {
        if (breach.caseId() == null) {
            return;
        }
        cases.find(breach.caseId())
                .filter(found ->
                        found.source() == CaseSource.SYNTHETIC && found.status().isOpen())
                .ifPresent(found -> resolve(found.id(), breach.detectedAt()));
    }

    private void resolve(UUID id, Instant now) {
        var one = List.of(id);
        clocks.stop(one, List.of(SlaClockKind.RESOLUTION), now);
        resolutions.resolve(one, "The timers run.", HistoryRepository.DESK, now);
        history.recordForCase(id, HistoryEventType.RESOLVED, HistoryRepository.DESK, now, Map.of());
    }
}
