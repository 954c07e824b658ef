package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.incident.data.IncidentRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Sees that many cases have one cause.
///
/// It looks after a case is committed: of ten cases taken in at the same moment none sees the others before, but
/// whichever looks last sees them all. Should a process die in between, a sweep looks again.
@Service
public class IncidentDetectionService {

    private final FingerprintRepository fingerprints;
    private final IncidentRepository incidents;
    private final DetectedIncidentService detected;
    private final SupportProperties.Incidents limits;

    IncidentDetectionService(
            FingerprintRepository fingerprints,
            IncidentRepository incidents,
            DetectedIncidentService detected,
            SupportProperties properties) {
        this.fingerprints = fingerprints;
        this.incidents = incidents;
        this.detected = detected;
        this.limits = properties.incident();
    }

    /// Call it once the case is committed. The narrowest scope that reaches the threshold gets the incident.
    ///
    /// @return whether the case became a member by it
    public boolean detect(SupportCase committed, Instant now) {
        return committed.placement().incidentId() == null
                && FingerprintScope.of(committed).stream()
                        .anyMatch(scope -> joinedOpen(scope, now) || opened(committed, scope, now));
    }

    /// It was opened while this case was being taken in, so neither saw the other.
    private boolean joinedOpen(FingerprintScope scope, Instant now) {
        return incidents
                .findOpen(scope.fingerprint())
                .filter(open -> detected.join(open.id(), scope, now.minus(limits.window()), now))
                .isPresent();
    }

    private boolean opened(SupportCase committed, FingerprintScope scope, Instant now) {
        var since = now.minus(limits.window());
        var alike = fingerprints.countUnattached(scope, since, limits.threshold());
        return alike >= limits.threshold() && detected.open(committed, scope, since, now);
    }

    /// Cases whose detection never ran.
    public List<UUID> findMissed(Instant now) {
        return fingerprints.findMissed(now.minus(limits.window()), limits.threshold());
    }
}
