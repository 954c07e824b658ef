package dev.boxoffice.support.incident.member;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.incident.data.IncidentLockRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Adds cases to an incident by hand.
@Service
public class IncidentMemberService {

    private final IncidentLockRepository incidents;
    private final CaseRepository cases;
    private final IncidentMembershipService membership;

    IncidentMemberService(
            IncidentLockRepository incidents, CaseRepository cases, IncidentMembershipService membership) {
        this.incidents = incidents;
        this.cases = cases;
        this.membership = membership;
    }

    /// Makes these cases members too. Members of another incident stay there.
    @Transactional
    public IncidentOutcome add(UUID id, List<UUID> wanted, String by, Instant now) {
        var found = incidents.lockToJoin(id).orElse(null);
        if (found == null) {
            return new IncidentOutcome.NotFound();
        }
        if (!found.status().isOpen()) {
            return new IncidentOutcome.NotNow(found.status(), "joined");
        }
        var locked = wanted.stream()
                .sorted()
                .filter(member -> cases.lock(member).isPresent())
                .toList();
        membership.join(found, locked, by, now);
        return new IncidentOutcome.Done(found);
    }
}
