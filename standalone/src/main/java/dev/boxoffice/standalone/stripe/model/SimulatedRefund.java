package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Money given back, whole or in part.
///
/// @param coming what the test card makes of it later; null when it is settled for good
/// @param pendingReason why it is pending: <https://docs.stripe.com/api/refunds/object#refund_object-pending_reason>
public record SimulatedRefund(
        String id,
        Instant created,
        String charge,
        String intent,
        long amount,
        String currency,
        @Nullable String reason,
        Map<String, String> metadata,
        Status status,
        @Nullable Status coming,
        @Nullable String pendingReason) {
    private static final String SHORT_BALANCE = "insufficient_funds";

    /// How far it got; one that succeeded may still fail, at the buyer's bank.
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SimulatedRefund {
        metadata = Map.copyOf(metadata);
        // Journals of older simulators know no status.
        status = Objects.requireNonNullElse(status, Status.SUCCEEDED);
    }

    public static SimulatedRefund of(
            SimulatedCharge charge,
            long amount,
            @Nullable String reason,
            StripeTestCard.FollowUp followUp,
            Instant now) {
        return new SimulatedRefund(
                StripeIdGenerator.next("re"),
                now,
                charge.id(),
                charge.intent().id(),
                amount,
                charge.intent().terms().currency(),
                reason,
                Map.of(),
                followUp == StripeTestCard.FollowUp.REFUND_PENDING ? Status.PENDING : Status.SUCCEEDED,
                switch (followUp) {
                    case REFUND_PENDING -> Status.SUCCEEDED;
                    case REFUND_FAILS -> Status.FAILED;
                    default -> null;
                },
                followUp == StripeTestCard.FollowUp.REFUND_PENDING ? "processing" : null);
    }

    /// The account's balance does not cover it: it waits until somebody tops it up.
    public SimulatedRefund waitingForBalance() {
        return new SimulatedRefund(
                id, created, charge, intent, amount, currency, reason, metadata, Status.PENDING, null, SHORT_BALANCE);
    }

    public boolean waitsForBalance() {
        return status == Status.PENDING && SHORT_BALANCE.equals(pendingReason);
    }

    /// Settled for good.
    public SimulatedRefund in(Status next) {
        return new SimulatedRefund(id, created, charge, intent, amount, currency, reason, metadata, next, null, null);
    }

    public SimulatedRefund with(Map<String, String> otherMetadata) {
        return new SimulatedRefund(
                id, created, charge, intent, amount, currency, reason, otherMetadata, status, coming, pendingReason);
    }
}
