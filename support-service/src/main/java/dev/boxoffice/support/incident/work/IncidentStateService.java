package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentLockRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.incident.member.IncidentClockService;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Changes open incidents, and ends them.
@Service
class IncidentStateService {

    private final IncidentLockRepository locks;
    private final IncidentRepository incidents;
    private final IncidentClockService clocks;
    private final HistoryRepository history;

    IncidentStateService(
            IncidentLockRepository locks,
            IncidentRepository incidents,
            IncidentClockService clocks,
            HistoryRepository history) {
        this.locks = locks;
        this.incidents = incidents;
        this.clocks = clocks;
        this.history = history;
    }

    /// Does the work on the locked incident and answers with the incident after it.
    ///
    /// @param wanted what the work is, for the refusal
    @Transactional(propagation = Propagation.MANDATORY)
    public IncidentOutcome changeOpen(UUID id, String wanted, Consumer<Incident> work) {
        var locked = locks.lockToEnd(id).orElse(null);
        if (locked == null) {
            return new IncidentOutcome.NotFound();
        }
        if (!locked.status().isOpen()) {
            return new IncidentOutcome.NotNow(locked.status(), wanted);
        }
        work.accept(locked);
        return new IncidentOutcome.Done(incidents.find(id).orElseThrow());
    }

    void resolve(Incident locked, String resolution, String by, Instant now) {
        end(locked, Incident.Status.RESOLVED, HistoryEventType.INCIDENT_RESOLVED, resolution, by, now);
    }

    void dismiss(Incident locked, String reason, String by, Instant now) {
        end(locked, Incident.Status.DISMISSED, HistoryEventType.INCIDENT_DISMISSED, reason, by, now);
    }

    private void end(Incident locked, Incident.Status how, HistoryEventType type, String text, String by, Instant now) {
        incidents.end(locked.id(), how, by, text, now);
        clocks.stop(locked, now);
        history.recordForIncident(locked.id(), type, by, now, Map.of("text", text));
    }
}
