package dev.boxoffice.support.cases.departure;

import dev.boxoffice.support.cases.routing.CaseDepartureService;
import dev.boxoffice.support.cases.routing.CaseReleaseService;
import dev.boxoffice.support.cases.work.CaseActor;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.cases.work.CaseOwnershipService;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes a case out of an incident it is no part of: it is assessed and routed by itself again.
@Service
class IncidentLeaveService {

    private final CaseOwnershipService ownership;
    private final CaseDepartureService departures;
    private final CaseReleaseService release;

    IncidentLeaveService(CaseOwnershipService ownership, CaseDepartureService departures, CaseReleaseService release) {
        this.ownership = ownership;
        this.departures = departures;
        this.release = release;
    }

    /// Leaving none is leaving: the case stands by itself afterwards either way.
    @Transactional
    public CaseOutcome leave(UUID id, CaseActor actor, Instant now) {
        return ownership.changeOpen(id, actor, "taken out of its incident", locked -> {
            if (locked.placement().incidentId() != null) {
                departures.leave(locked, actor.id(), now);
                release.release(id, now);
            }
        });
    }
}
