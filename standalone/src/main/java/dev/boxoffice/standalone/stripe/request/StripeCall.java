package dev.boxoffice.standalone.stripe.request;

import dev.boxoffice.standalone.stripe.model.StripeIdGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request, as far as what it does carries its marks: the events it causes name it.
public record StripeCall(String requestId, @Nullable String idempotencyKey, Instant now) {
    /// Something the simulator does by itself.
    public static StripeCall own(Instant now) {
        return new StripeCall(StripeIdGenerator.next("req"), null, now);
    }
}
