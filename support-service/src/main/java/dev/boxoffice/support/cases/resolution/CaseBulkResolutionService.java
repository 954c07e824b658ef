package dev.boxoffice.support.cases.resolution;

import dev.boxoffice.support.cases.data.CaseResolutionRepository;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockKind;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.proposal.CategoryLabelRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Resolves locked cases, one or thousands of them, each step in one statement.
@Service
public class CaseBulkResolutionService {

    private final CaseResolutionRepository cases;
    private final SlaClockService clocks;
    private final CategoryLabelRepository labels;
    private final HistoryRepository history;
    private final CaseTimerService timers;

    CaseBulkResolutionService(
            CaseResolutionRepository cases,
            SlaClockService clocks,
            CategoryLabelRepository labels,
            HistoryRepository history,
            CaseTimerService timers) {
        this.cases = cases;
        this.clocks = clocks;
        this.labels = labels;
        this.history = history;
        this.timers = timers;
    }

    /// @param locked open cases, whose rows the caller has locked
    /// @param data what the history says besides
    @Transactional(propagation = Propagation.MANDATORY)
    public void resolve(List<UUID> locked, String resolution, String by, Map<String, ?> data, Instant now) {
        clocks.stop(locked, List.of(SlaClockKind.RESOLUTION, SlaClockKind.FIRST_RESPONSE), now);
        labels.confirm(locked, by, now);
        var resolved = cases.resolve(locked, resolution, by, now);
        history.recordForCases(resolved, HistoryEventType.RESOLVED, by, now, data);
        timers.armClose(resolved, now);
    }
}
