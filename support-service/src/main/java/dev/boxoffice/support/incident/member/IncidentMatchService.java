package dev.boxoffice.support.incident.member;

import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentLockRepository;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Finds the incident a case belongs to.
@Service
public class IncidentMatchService {

    private final IncidentLockRepository incidents;

    IncidentMatchService(IncidentLockRepository incidents) {
        this.incidents = incidents;
    }

    /// The open incident a case like this belongs to. It cannot end before the caller's transaction does.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Incident> lockMatching(CaseReport report, String category) {
        return incidents.lockToJoin(CaseFingerprints.of(report, category), category, report.eventId());
    }
}
