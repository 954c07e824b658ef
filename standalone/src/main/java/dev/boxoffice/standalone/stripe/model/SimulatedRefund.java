package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Money given back, whole or in part.
public record SimulatedRefund(
        String id,
        Instant created,
        String charge,
        String intent,
        long amount,
        String currency,
        @Nullable String reason,
        Map<String, String> metadata) {
    public SimulatedRefund {
        metadata = Map.copyOf(metadata);
    }

    public static SimulatedRefund of(
            SimulatedCharge charge, long amount, @Nullable String reason, Map<String, String> metadata, Instant now) {
        return new SimulatedRefund(
                StripeIdGenerator.next("re"),
                now,
                charge.id(),
                charge.intent().id(),
                amount,
                charge.intent().terms().currency(),
                reason,
                metadata);
    }
}
