package dev.boxoffice.support.incident.opening;

import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.incident.data.IncidentSubject;
import dev.boxoffice.support.incident.member.IncidentClockService;
import dev.boxoffice.support.mail.ManagerAlertService;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Opens incidents: one a fingerprint, with a clock of its own that never freezes.
@Service
public class IncidentOpeningService {

    private final IncidentRepository incidents;
    private final IncidentClockService clocks;
    private final ManagerAlertService alerts;
    private final HistoryRepository history;

    IncidentOpeningService(
            IncidentRepository incidents,
            IncidentClockService clocks,
            ManagerAlertService alerts,
            HistoryRepository history) {
        this.incidents = incidents;
        this.clocks = clocks;
        this.alerts = alerts;
        this.history = history;
    }

    /// @return empty when an incident with this fingerprint is open already
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Incident> open(IncidentSubject subject, Incident.Origin origin, String by, Instant now) {
        var opened = Incident.opened(subject, origin, by, now);
        if (!incidents.insert(opened)) {
            return Optional.empty();
        }
        clocks.start(opened, now);
        record(opened, by, now);
        if (opened.isAcknowledged()) {
            clocks.armSilence(opened.id(), now);
            clocks.armSettled(opened.id(), now);
        } else {
            alerts.alert(
                    "Incident suspected: " + opened.title(),
                    "Incident %s (%s) waits to be acknowledged.".formatted(opened.id(), opened.fingerprint()),
                    now);
        }
        return Optional.of(opened);
    }

    private void record(Incident opened, String by, Instant now) {
        var type = opened.origin() == Incident.Origin.DETECTED
                ? HistoryEventType.INCIDENT_SUSPECTED
                : HistoryEventType.INCIDENT_DECLARED;
        history.recordForIncident(
                opened.id(), type, by, now, Map.of("fingerprint", opened.fingerprint(), "severity", opened.severity()));
        if (opened.isAcknowledged()) {
            history.recordForIncident(opened.id(), HistoryEventType.INCIDENT_ACKNOWLEDGED, by, now, Map.of());
        }
    }
}
