package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.data.IncidentRepository;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Lets an incident be resolved once no refund is outstanding any more.
@Service
public class IncidentResolutionService {

    private final IncidentRepository incidents;
    private final OutstandingRefundRepository refunds;
    private final IncidentMemberResolutionService resolution;

    IncidentResolutionService(
            IncidentRepository incidents,
            OutstandingRefundRepository refunds,
            IncidentMemberResolutionService resolution) {
        this.incidents = incidents;
        this.refunds = refunds;
        this.resolution = resolution;
    }

    /// Refunds are asked about before anything is locked; a cancelled event sells nothing, so none can come to be owed
    /// meanwhile.
    public IncidentOutcome resolve(UUID id, String text, String by, Instant now) {
        var outstanding = incidents
                .find(id)
                .filter(incident -> incident.needsRefunds() && incident.status().isOpen())
                .map(Incident::scopeId)
                .map(refunds::countOutstanding)
                .orElse(0L);
        return outstanding > 0
                ? new IncidentOutcome.RefundsOutstanding(outstanding)
                : resolution.resolve(id, text, by, now);
    }
}
