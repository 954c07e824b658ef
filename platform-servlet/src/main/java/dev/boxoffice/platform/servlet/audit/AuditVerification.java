package dev.boxoffice.platform.servlet.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether everything still is what was sealed.
///
/// @param entries sealed so far
/// @param head the last seal's hash; kept elsewhere it also shows seals that were taken away
/// @param brokenAt the first seal that no longer matches
public record AuditVerification(
        boolean intact,
        long seals,
        long entries,
        @Nullable String head,
        @Nullable Instant lastSealedAt,
        @Nullable Instant brokenAt) {}
