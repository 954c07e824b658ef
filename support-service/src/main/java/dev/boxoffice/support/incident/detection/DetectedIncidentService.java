package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentLockRepository;
import dev.boxoffice.support.incident.data.IncidentSubject;
import dev.boxoffice.support.incident.member.IncidentMembershipService;
import dev.boxoffice.support.incident.opening.IncidentOpeningService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
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

    /// @return false where there is none open, or it is about to change
    @Transactional
    public boolean joinOpen(FingerprintScope scope, Instant since, Instant now) {
        return incidents
                .findOpenId(scope.fingerprint())
                .filter(open -> joinWith(open, () -> fingerprints.lockUnattached(scope, since), now))
                .isPresent();
    }

    /// The same with cases found by their words.
    @Transactional
    public boolean join(UUID incidentId, List<UUID> alike, Instant now) {
        return joinWith(incidentId, () -> fingerprints.lockUnattached(alike), now);
    }

    private boolean joinWith(UUID incidentId, Supplier<List<UUID>> lock, Instant now) {
        var open = incidents
                .tryLockToJoin(incidentId)
                .filter(incident -> incident.status().isOpen());
        open.ifPresent(incident -> membership.join(incident, lock.get(), HistoryRepository.DESK, now));
        return open.isPresent();
    }

    /// @return false where somebody else has just opened it
    @Transactional
    public boolean open(SupportCase first, FingerprintScope scope, Instant since, Instant now) {
        return openWith(scope.subject(first), () -> fingerprints.lockUnattached(scope, since), now);
    }

    /// The same with cases found by their words.
    @Transactional
    public boolean open(IncidentSubject subject, List<UUID> alike, Instant now) {
        return openWith(subject, () -> fingerprints.lockUnattached(alike), now);
    }

    private boolean openWith(IncidentSubject subject, Supplier<List<UUID>> lock, Instant now) {
        var opened = opening.open(subject, Incident.Origin.DETECTED, HistoryRepository.DESK, now);
        opened.ifPresent(incident -> membership.join(incident, lock.get(), HistoryRepository.DESK, now));
        return opened.isPresent();
    }
}
