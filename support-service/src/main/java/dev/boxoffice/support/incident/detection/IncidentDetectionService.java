package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.SupportCase;
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
    private final DetectedIncidentService detected;
    private final UsualRateService usual;
    private final SimilarReportService similar;
    private final SupportProperties.Incidents limits;

    IncidentDetectionService(
            FingerprintRepository fingerprints,
            DetectedIncidentService detected,
            UsualRateService usual,
            SimilarReportService similar,
            SupportProperties properties) {
        this.fingerprints = fingerprints;
        this.detected = detected;
        this.usual = usual;
        this.similar = similar;
        this.limits = properties.incident();
    }

    /// Call it once the case is committed. The narrowest scope that reaches the threshold gets the incident.
    ///
    /// @return whether the case became a member by it
    public boolean detect(SupportCase committed, Instant now) {
        if (committed.placement().incidentId() != null) {
            return false;
        }
        var scopes = FingerprintScope.of(committed);
        return scopes.isEmpty()
                ? similar.detect(committed, now)
                : scopes.stream().anyMatch(scope -> joinedOpen(scope, now) || opened(committed, scope, now));
    }

    /// It was opened while this case was being taken in, so neither saw the other.
    private boolean joinedOpen(FingerprintScope scope, Instant now) {
        return detected.joinOpen(scope, now.minus(limits.window()), now);
    }

    private boolean opened(SupportCase committed, FingerprintScope scope, Instant now) {
        var since = now.minus(limits.window());
        var reporters = fingerprints.countReporters(scope, since);
        return usual.isUnusual(reporters, committed.assessment().category(), scope.fingerprint(), now)
                && detected.open(committed, scope, since, now);
    }

    /// Cases whose detection never ran.
    public List<UUID> findMissed(Instant now) {
        return fingerprints.findMissed(now.minus(limits.window()), limits.threshold());
    }
}
