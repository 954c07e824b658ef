package dev.boxoffice.gateway.waitingroom.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of an admission.
///
/// @param what `ADMITTED`, `DONE` (booked), `RELEASED`, `LAPSED` or `LEFT`
/// @param who the hash that stands for a user in Redis
/// @param place the number of their place
public record AdmissionAuditEntry(
        String id,
        Instant at,
        String what,
        String who,
        String place,
        @Nullable Instant until) {}
