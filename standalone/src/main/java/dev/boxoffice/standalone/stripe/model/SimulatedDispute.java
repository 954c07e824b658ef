package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import java.util.Locale;

/// A buyer's bank asks about a payment, or takes it back: <https://docs.stripe.com/api/disputes/object>.
public record SimulatedDispute(
        String id,
        Instant created,
        String charge,
        String intent,
        long amount,
        String currency,
        String reason,
        Status status) {
    /// Those beginning with `WARNING` are an inquiry's: the bank asks, and the money stays.
    public enum Status {
        WARNING_NEEDS_RESPONSE,
        WARNING_CLOSED,
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SimulatedDispute of(SimulatedCharge charge, String reason, Status status, Instant now) {
        return new SimulatedDispute(
                StripeIdGenerator.next("du"),
                now,
                charge.id(),
                charge.intent().id(),
                charge.amount(),
                charge.intent().terms().currency(),
                reason,
                status);
    }

    public SimulatedDispute in(Status next) {
        return new SimulatedDispute(id, created, charge, intent, amount, currency, reason, next);
    }

    public boolean inquiry() {
        return status == Status.WARNING_NEEDS_RESPONSE || status == Status.WARNING_CLOSED;
    }

    /// Nothing comes of it any more.
    public boolean closed() {
        return status == Status.WARNING_CLOSED || status == Status.WON || status == Status.LOST;
    }

    /// Whether the bank has the money now.
    public boolean withdrawn() {
        return !inquiry() && status != Status.WON;
    }
}
