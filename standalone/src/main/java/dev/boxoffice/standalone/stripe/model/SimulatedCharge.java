package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to take money for a payment; `error` says why it failed, `dispute` that a bank disputes it.
public record SimulatedCharge(
        String id,
        Instant created,
        SimulatedPaymentIntent intent,
        String paymentMethod,
        long refunded,
        @Nullable SimulatedCardError error,
        @Nullable String dispute) {
    public static SimulatedCharge of(
            SimulatedPaymentIntent intent, String paymentMethod, @Nullable SimulatedCardError error, Instant now) {
        return new SimulatedCharge(StripeIdGenerator.next("ch"), now, intent, paymentMethod, 0, error, null);
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

    /// A refund that failed gives its amount back by a negative one.
    public SimulatedCharge refunding(long amount) {
        return new SimulatedCharge(id, created, intent, paymentMethod, refunded + amount, error, dispute);
    }

    public SimulatedCharge disputedBy(SimulatedDispute opened) {
        return new SimulatedCharge(id, created, intent, paymentMethod, refunded, error, opened.id());
    }
}
