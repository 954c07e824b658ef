package dev.boxoffice.support.cases.deadline;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes down that no expert came in time. That generalists may take the case now follows from the time alone,
/// so they need not wait for this.
@Component
class OverflowTimerHandler implements TimerHandler {

    private final CaseRepository cases;
    private final HistoryRepository history;

    OverflowTimerHandler(CaseRepository cases, HistoryRepository history) {
        this.cases = cases;
        this.history = history;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.OVERFLOW;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        cases.lock(caseId)
                .filter(waiting -> waiting.status() == CaseStatus.ROUTED)
                // In the bulk pod cases wait for their incident, not for experts.
                .filter(waiting -> !waiting.placement().queue().equals(RoutingRuleSet.BULK_QUEUE))
                .filter(waiting -> !waiting.placement().overflowAt().isAfter(now))
                .ifPresent(waiting -> history.recordForCase(
                        caseId,
                        HistoryEventType.OVERFLOWED,
                        HistoryRepository.DESK,
                        now,
                        Map.of(
                                "queue", waiting.placement().queue(),
                                "module", waiting.assessment().module())));
    }
}
