package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.TimerRepository;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// A cancelled event nobody reported ends its incident by itself once every refund is confirmed; with members somebody
/// tells them.
@Component
class IncidentSettledTimerHandler implements TimerHandler {
    private static final String TEXT = "Every refund is confirmed.";

    private final IncidentRepository incidents;
    private final IncidentMemberRepository members;
    private final IncidentResolutionService resolution;
    private final TimerRepository timers;
    private final SupportProperties.Incidents limits;

    IncidentSettledTimerHandler(
            IncidentRepository incidents,
            IncidentMemberRepository members,
            IncidentResolutionService resolution,
            TimerRepository timers,
            SupportProperties properties) {
        this.incidents = incidents;
        this.members = members;
        this.resolution = resolution;
        this.timers = timers;
        this.limits = properties.incident();
    }

    @Override
    public TimerKind kind() {
        return TimerKind.INCIDENT_SETTLED;
    }

    @Override
    public void handle(UUID incidentId, Instant now) {
        var open = incidents
                .find(incidentId)
                .filter(incident -> incident.status().isOpen())
                .orElse(null);
        if (open != null && !isResolved(open, now)) {
            timers.arm(kind(), incidentId, now.plus(limits.settledEvery()));
        }
    }

    private boolean isResolved(Incident open, Instant now) {
        return members.count(open.id()) == 0
                && resolution.resolve(open.id(), TEXT, HistoryRepository.DESK, now) instanceof IncidentOutcome.Done;
    }
}
