package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.mail.ManagerAlertService;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Writes down that an incident has fallen silent, and alerts the manager.
@Service
class IncidentThawService {

    private final IncidentRepository incidents;
    private final HistoryRepository history;
    private final ManagerAlertService alerts;

    IncidentThawService(IncidentRepository incidents, HistoryRepository history, ManagerAlertService alerts) {
        this.incidents = incidents;
        this.history = history;
        this.alerts = alerts;
    }

    void record(Incident silent, int members, Instant now) {
        incidents.recordThaw(silent.id(), now);
        history.recordForIncident(
                silent.id(),
                HistoryEventType.INCIDENT_THAWED,
                HistoryRepository.DESK,
                now,
                Map.of("members", members, "silentSince", silent.lastUpdateAt()));
        alerts.alert(
                "Incident silent: " + silent.title(),
                "Incident %s has had no update since %s. The clocks of its %d open cases run again."
                        .formatted(silent.id(), silent.lastUpdateAt(), members),
                now);
    }
}
