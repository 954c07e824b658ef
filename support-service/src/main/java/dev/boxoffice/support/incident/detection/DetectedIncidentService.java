package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentLockRepository;
import dev.boxoffice.support.incident.member.IncidentMembershipService;
import dev.boxoffice.support.incident.opening.IncidentOpeningService;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Opens an incident that was detected, or joins one that is open, with all cases that look alike.
@Service
class DetectedIncidentService {

    private final FingerprintRepository fingerprints;
    private final IncidentLockRepository incidents;
    private final IncidentOpeningService opening;
    private final IncidentMembershipService membership;

    DetectedIncidentService(
            FingerprintRepository fingerprints,
            IncidentLockRepository incidents,
            IncidentOpeningService opening,
            IncidentMembershipService membership) {
        this.fingerprints = fingerprints;
        this.incidents = incidents;
        this.opening = opening;
        this.membership = membership;
    }

    /// @return false where the incident has ended, or is about to change
    @Transactional
    public boolean join(UUID incidentId, FingerprintScope scope, Instant since, Instant now) {
        var open = incidents
                .tryLockToJoin(incidentId)
                .filter(incident -> incident.status().isOpen());
        open.ifPresent(incident -> joinAlike(incident, scope, since, now));
        return open.isPresent();
    }

    /// @return false where somebody else has just opened it
    @Transactional
    public boolean open(SupportCase first, FingerprintScope scope, Instant since, Instant now) {
        var opened = opening.open(scope.subject(first), Incident.Origin.DETECTED, HistoryRepository.DESK, now);
        opened.ifPresent(incident -> joinAlike(incident, scope, since, now));
        return opened.isPresent();
    }

    private void joinAlike(Incident incident, FingerprintScope scope, Instant since, Instant now) {
        membership.join(incident, fingerprints.lockUnattached(scope, since), HistoryRepository.DESK, now);
    }
}
