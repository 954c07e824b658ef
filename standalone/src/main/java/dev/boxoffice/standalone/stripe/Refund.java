package dev.boxoffice.standalone.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Money given back, whole or in part.
record Refund(
        String id,
        Instant created,
        String charge,
        String intent,
        long amount,
        String currency,
        @Nullable String reason,
        Map<String, String> metadata) {
    Refund {
        metadata = Map.copyOf(metadata);
    }

    static Refund of(Charge charge, long amount, @Nullable String reason, Map<String, String> metadata, Instant now) {
        return new Refund(
                StripeIds.next("re"),
                now,
                charge.id(),
                charge.intent().id(),
                amount,
                charge.intent().terms().currency(),
                reason,
                metadata);
    }
}
