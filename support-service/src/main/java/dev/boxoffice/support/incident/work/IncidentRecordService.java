package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.incident.member.IncidentClockService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Writes down that an incident was acknowledged or updated; its silence is counted from then on.
@Service
class IncidentRecordService {

    private final IncidentRepository incidents;
    private final HistoryRepository history;
    private final IncidentClockService clocks;

    IncidentRecordService(IncidentRepository incidents, HistoryRepository history, IncidentClockService clocks) {
        this.incidents = incidents;
        this.history = history;
        this.clocks = clocks;
    }

    void recordAcknowledgement(UUID id, String by, Instant now) {
        incidents.acknowledge(id, by, now);
        history.recordForIncident(id, HistoryEventType.INCIDENT_ACKNOWLEDGED, by, now, Map.of());
        clocks.armSilence(id, now);
    }

    /// An incident that had fallen silent holds the clocks again.
    void recordUpdate(Incident locked, List<UUID> lockedMembers, String by, Instant now) {
        incidents.recordUpdate(locked.id(), now);
        history.recordForIncident(
                locked.id(), HistoryEventType.INCIDENT_UPDATED, by, now, Map.of("members", lockedMembers.size()));
        if (locked.isAcknowledged()) {
            clocks.freeze(locked, lockedMembers, now);
            clocks.armSilence(locked.id(), now);
        }
    }
}
