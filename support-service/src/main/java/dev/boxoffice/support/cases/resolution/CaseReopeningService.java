package dev.boxoffice.support.cases.resolution;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseResolutionRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reopens a case whose resolution did not hold. What was breached stays breached.
@Service
public class CaseReopeningService {

    private final CaseRepository cases;
    private final CaseResolutionRepository resolutions;
    private final HistoryRepository history;
    private final CaseRestartService restart;

    CaseReopeningService(
            CaseRepository cases,
            CaseResolutionRepository resolutions,
            HistoryRepository history,
            CaseRestartService restart) {
        this.cases = cases;
        this.resolutions = resolutions;
        this.history = history;
        this.restart = restart;
    }

    @Transactional
    public CaseOutcome reopen(UUID id, String by, boolean asReporter, String reason, Instant now) {
        var locked = cases.lock(id)
                .filter(found -> !asReporter || found.isReportedBy(by))
                .orElse(null);
        if (locked == null) {
            return new CaseOutcome.NotFound();
        }
        if (locked.status() != CaseStatus.RESOLVED) {
            return new CaseOutcome.NotNow(locked.status(), "reopened");
        }
        resolutions.reopen(id, now);
        history.recordForCase(id, HistoryEventType.REOPENED, by, now, Map.of("reason", reason));
        restart.restart(locked, now);
        return new CaseOutcome.Done(cases.get(id));
    }
}
