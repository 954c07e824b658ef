package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How a case leaves the incident it was taken for one of: its clocks run again, the time it stood still is kept.
@Service
public class CaseDepartureService {

    private final CaseIncidentRepository incidents;
    private final SlaClockService clocks;
    private final HistoryRepository history;

    CaseDepartureService(CaseIncidentRepository incidents, SlaClockService clocks, HistoryRepository history) {
        this.incidents = incidents;
        this.clocks = clocks;
        this.history = history;
    }

    /// Whether its new category makes it another thing than the incident is about. Who put it there by hand meant the
    /// case as it was.
    boolean isAnotherThing(SupportCase locked, CaseAssessment assessment) {
        var incident = locked.placement().incidentId();
        return incident != null
                && !assessment.category().equals(locked.assessment().category())
                && !incidents.isOneOf(
                        incident,
                        CaseFingerprints.of(locked.report(), assessment.category()),
                        locked.report(),
                        assessment.category());
    }

    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(SupportCase locked, String by, Instant now) {
        var incident = locked.placement().incidentId();
        if (incident == null) {
            return;
        }
        clocks.thaw(List.of(locked.id()), SlaFreezeReason.INCIDENT, incident.toString(), now);
        incidents.leave(locked.id(), incident, now);
        history.recordForCase(locked.id(), HistoryEventType.LEFT_INCIDENT, by, now, Map.of("incidentId", incident));
    }
}
