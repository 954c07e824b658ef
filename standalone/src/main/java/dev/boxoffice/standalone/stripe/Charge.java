package dev.boxoffice.standalone.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to take money for a payment; `error` says why it failed.
record Charge(
        String id,
        Instant created,
        PaymentIntent intent,
        String paymentMethod,
        long refunded,
        @Nullable CardError error) {
    static Charge of(PaymentIntent intent, String paymentMethod, @Nullable CardError error, Instant now) {
        return new Charge(StripeIds.next("ch"), now, intent, paymentMethod, 0, error);
    }

    boolean succeeded() {
        return error == null;
    }

    long amount() {
        return intent.terms().amount();
    }

    long refundable() {
        return amount() - refunded;
    }

    Charge refunding(long amount) {
        return new Charge(id, created, intent, paymentMethod, refunded + amount, error);
    }
}
