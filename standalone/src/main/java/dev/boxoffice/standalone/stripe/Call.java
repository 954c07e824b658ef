package dev.boxoffice.standalone.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request, as far as what it does carries its marks: the events it causes name it.
record Call(String requestId, @Nullable String idempotencyKey, Instant now) {
    /// Something the simulator does by itself.
    static Call own(Instant now) {
        return new Call(StripeIds.next("req"), null, now);
    }
}
