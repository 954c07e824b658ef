package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to take money for a payment; `error` says why it failed.
public record SimulatedCharge(
        String id,
        Instant created,
        SimulatedPaymentIntent intent,
        String paymentMethod,
        long refunded,
        @Nullable SimulatedCardError error) {
    public static SimulatedCharge of(
            SimulatedPaymentIntent intent, String paymentMethod, @Nullable SimulatedCardError error, Instant now) {
        return new SimulatedCharge(StripeIdGenerator.next("ch"), now, intent, paymentMethod, 0, error);
    }

    public boolean succeeded() {
        return error == null;
    }

    public long amount() {
        return intent.terms().amount();
    }

    public long refundable() {
        return amount() - refunded;
    }

    public SimulatedCharge refunding(long amount) {
        return new SimulatedCharge(id, created, intent, paymentMethod, refunded + amount, error);
    }
}
