package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a case is: in a queue, and perhaps in somebody's hands.
///
/// @param queue where it waits, or would wait again
/// @param overflowAt from when agents without the module's expertise may take it
public record CasePlacement(
        String queue,
        int routingVersion,
        @Nullable String owner,
        @Nullable UUID incidentId,
        Instant routedAt,
        Instant overflowAt) {

    /// Whether somebody is on it for all cases of an incident together.
    public boolean isHeldByIncident() {
        return incidentId != null && queue.equals(RoutingRuleSet.BULK_QUEUE);
    }

    public CasePlacement withIncident(@Nullable UUID incident) {
        return new CasePlacement(queue, routingVersion, owner, incident, routedAt, overflowAt);
    }
}
