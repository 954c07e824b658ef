package dev.boxoffice.support.cases.deadline;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseResolutionRepository;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Closes a case whose resolution held long enough.
@Component
class CaseCloseTimerHandler implements TimerHandler {

    private final CaseResolutionRepository cases;
    private final HistoryRepository history;
    private final Duration closeAfter;

    CaseCloseTimerHandler(CaseResolutionRepository cases, HistoryRepository history, SupportProperties properties) {
        this.cases = cases;
        this.history = history;
        this.closeAfter = properties.closeAfter();
    }

    @Override
    public TimerKind kind() {
        return TimerKind.CLOSE;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        if (cases.close(caseId, now.minus(closeAfter), now)) {
            history.recordForCase(caseId, HistoryEventType.CLOSED, HistoryRepository.DESK, now, Map.of());
        }
    }
}
