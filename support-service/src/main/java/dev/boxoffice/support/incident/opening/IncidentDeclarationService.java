package dev.boxoffice.support.incident.opening;

import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.incident.member.IncidentMemberService;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Somebody at the desk says that there is an incident.
@Service
public class IncidentDeclarationService {

    private final IncidentRepository incidents;
    private final IncidentOpeningService opening;
    private final IncidentMemberService members;

    IncidentDeclarationService(
            IncidentRepository incidents, IncidentOpeningService opening, IncidentMemberService members) {
        this.incidents = incidents;
        this.opening = opening;
        this.members = members;
    }

    /// Opens it, with these cases as its first members; it waits to be acknowledged.
    @Transactional
    public IncidentOutcome declare(IncidentDeclaration declaration, String by, Instant now) {
        var subject = declaration.subject();
        var opened = opening.open(subject, Incident.Origin.DECLARED, by, now).orElse(null);
        if (opened == null) {
            return incidents
                    .findOpen(subject.fingerprint())
                    .<IncidentOutcome>map(open -> new IncidentOutcome.AlreadyOpen(open.id()))
                    .orElseThrow();
        }
        return declaration.cases().isEmpty()
                ? new IncidentOutcome.Done(opened)
                : members.add(opened.id(), declaration.cases(), by, now);
    }
}
