package dev.boxoffice.booking.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A line of the audit as it is shown.
///
/// @param actor whose token it was; absent where the platform acted by itself
/// @param role by which they acted
/// @param subject whose money, seat or right it is
/// @param details what it was before and is now
record AuditView(
        UUID id,
        Instant at,
        @Nullable String actor,
        String role,
        String action,
        AuditedObject object,
        @Nullable UUID eventId,
        @Nullable UUID organizationId,
        @Nullable String subject,
        JsonNode details,
        @Nullable String requestId) {

    record AuditedObject(String type, String id) {}
}
