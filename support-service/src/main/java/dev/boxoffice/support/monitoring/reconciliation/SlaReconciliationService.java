package dev.boxoffice.support.monitoring.reconciliation;

import dev.boxoffice.support.clock.SlaClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Works out every open case's deadlines again from its history alone, and reports where the stored ones differ.
@Service
public class SlaReconciliationService {

    private static final Logger log = LoggerFactory.getLogger(SlaReconciliationService.class);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int BATCH = 500;

    private final SlaReconciliationRepository deadlines;
    private volatile long drifting;

    SlaReconciliationService(SlaReconciliationRepository deadlines) {
        this.deadlines = deadlines;
    }

    /// @return clocks that were found to drift last time
    public long drifting() {
        return drifting;
    }

    /// Goes through all open cases, some at a time.
    public List<SlaDrift> reconcile() {
        var drifts = new ArrayList<SlaDrift>();
        for (var batch = openCasesAfter(FIRST); !batch.isEmpty(); batch = openCasesAfter(batch.getLast())) {
            drifts.addAll(reconcile(batch));
        }
        drifting = drifts.size();
        drifts.forEach(drift -> log.error(
                "Clock {} of case {} is due at {}, and by its history at {}",
                drift.clockId(),
                drift.caseId(),
                drift.stored(),
                drift.recomputed()));
        return drifts;
    }

    private List<UUID> openCasesAfter(UUID last) {
        return deadlines.findOpenCasesAfter(last, BATCH);
    }

    private List<SlaDrift> reconcile(List<UUID> cases) {
        // Stored deadlines first, history second: a change in between is caught by asking once more.
        return drifts(cases).isEmpty() ? List.of() : drifts(cases);
    }

    private List<SlaDrift> drifts(List<UUID> cases) {
        var stored = deadlines.findDeadlines(cases);
        var replayed = replay(cases);
        var drifts = new ArrayList<SlaDrift>();
        for (var deadline : stored) {
            var clock = replayed.get(deadline.clockId());
            if (clock != null && clock.stoppedAt() == null && !clock.dueAt().equals(deadline.dueAt())) {
                drifts.add(new SlaDrift(deadline.clockId(), deadline.caseId(), deadline.dueAt(), clock.dueAt()));
            }
        }
        return drifts;
    }

    private Map<UUID, SlaClock> replay(List<UUID> cases) {
        var clocks = new HashMap<UUID, SlaClock>();
        var ofCase = new HashMap<UUID, List<UUID>>();
        for (var event : deadlines.findEvents(cases)) {
            apply(event, clocks, ofCase.computeIfAbsent(event.caseId(), _ -> new ArrayList<>()));
        }
        return clocks;
    }

    private static void apply(SlaClockEvent event, Map<UUID, SlaClock> clocks, List<UUID> siblings) {
        var clockId = event.clockId();
        switch (event.type()) {
            case "CLOCK_STARTED" -> {
                if (clockId != null) {
                    clocks.put(clockId, SlaClock.started(event.at(), event.target()));
                    siblings.add(clockId);
                }
            }
            case "CLOCK_RETARGETED" ->
                clocks.computeIfPresent(clockId, (_, clock) -> clock.retargeted(event.target(), event.at()));
            case "CLOCK_STOPPED" -> clocks.computeIfPresent(clockId, (_, clock) -> clock.stopped(event.at()));
            case "CLOCK_FROZEN" ->
                siblings.forEach(
                        id -> clocks.computeIfPresent(id, (_, clock) -> clock.frozen(event.freeze(), event.at())));
            case "CLOCK_THAWED" ->
                siblings.forEach(
                        id -> clocks.computeIfPresent(id, (_, clock) -> clock.thawed(event.freeze(), event.at())));
            default -> throw new IllegalStateException("no clock knows " + event.type());
        }
    }
}
