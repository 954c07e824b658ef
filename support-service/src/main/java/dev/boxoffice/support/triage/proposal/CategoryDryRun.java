package dev.boxoffice.support.triage.proposal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What other category rules would say.
///
/// @param cases how many of the latest were tried
/// @param improved cases people have labelled that would now be right and are not
/// @param worsened labelled ones that are right and would no longer be
/// @param changes some of those that would be something else
/// @param category what the report described in the request would be
record CategoryDryRun(
        int cases,
        int changed,
        int improved,
        int worsened,
        Map<String, Integer> byCategory,
        List<Change> changes,
        @Nullable String category) {
    record Change(UUID caseId, String from, String to) {}
}
