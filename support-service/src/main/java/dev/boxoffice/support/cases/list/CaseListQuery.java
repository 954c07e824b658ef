package dev.boxoffice.support.cases.list;

import org.jspecify.annotations.Nullable;

/// Which cases are asked for, as the query says it.
///
/// @param owner an agent's id, `me`, or `none`
/// @param status one status or several, separated by commas; `OPEN` for all that have not ended
/// @param mine only what the caller reported
record CaseListQuery(
        @Nullable String owner,
        @Nullable String status,
        @Nullable String severity,
        @Nullable String queue,
        @Nullable String incidentId,
        @Nullable String bookingId,
        @Nullable String eventId,
        @Nullable String reporter,
        @Nullable String breached,
        @Nullable String answered,
        @Nullable String q,
        @Nullable String mine,
        @Nullable String sort,
        @Nullable String cursor) {}
