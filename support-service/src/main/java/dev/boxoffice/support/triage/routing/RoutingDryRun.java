package dev.boxoffice.support.triage.routing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What other routing rules would do.
///
/// @param cases how many of the latest were tried
/// @param changes some of those that would go elsewhere
/// @param queue where the case described in the request would go
record RoutingDryRun(
        int cases,
        int changed,
        Map<String, Integer> byQueue,
        List<Change> changes,
        @Nullable String queue) {

    record Change(UUID caseId, String category, int severity, String from, String to) {}
}
