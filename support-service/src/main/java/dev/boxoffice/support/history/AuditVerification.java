package dev.boxoffice.support.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the histories still are what was sealed.
///
/// @param entries sealed so far
/// @param head the last seal's hash; kept elsewhere it also shows seals that were taken away
/// @param brokenAt the first seal that no longer matches
record AuditVerification(
        boolean intact,
        long seals,
        long entries,
        @Nullable String head,
        @Nullable Instant lastSealedAt,
        @Nullable Instant brokenAt) {}
