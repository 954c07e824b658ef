package dev.boxoffice.support.incident;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Lets an incident be resolved once nothing is outstanding any more.
@Service
class IncidentResolution {

    private final Incidents incidents;
    private final Refunds refunds;
    private final IncidentEnd end;

    IncidentResolution(Incidents incidents, Refunds refunds, IncidentEnd end) {
        this.incidents = incidents;
        this.refunds = refunds;
        this.end = end;
    }

    /// Refunds are asked about before anything is locked; a cancelled event sells nothing, so none can come to be owed
    /// meanwhile.
    IncidentOutcome resolve(UUID id, String resolution, String by, Instant now) {
        var outstanding = incidents
                .find(id)
                .filter(incident -> incident.needsRefunds() && incident.status().isOpen())
                .map(Incident::scopeId)
                .map(refunds::outstanding)
                .orElse(0L);
        return outstanding > 0
                ? new IncidentOutcome.RefundsOutstanding(outstanding)
                : end.resolve(id, resolution, by, now);
    }
}
