package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payment on its way, as Stripe documents its states: <https://docs.stripe.com/payments/paymentintents/lifecycle>.
///
/// Each change makes a new record, so an event keeps the payment as it was by keeping the record.
public record SimulatedPaymentIntent(String id, String clientSecret, Instant created, Terms terms, State state) {
    /// What the caller asked for.
    public record Terms(
            long amount,
            String currency,
            @Nullable String customer,
            @Nullable String description,
            @Nullable String receiptEmail,
            @Nullable String statementDescriptorSuffix,
            @Nullable String setupFutureUsage,
            List<String> methodTypes,
            boolean automaticMethods,
            boolean redirectsAllowed,
            Map<String, String> metadata) {
        public Terms {
            methodTypes = List.copyOf(methodTypes);
            metadata = Map.copyOf(metadata);
        }
    }

    /// How far it got.
    public record State(
            Status status,
            @Nullable String paymentMethod,
            @Nullable String charge,
            @Nullable SimulatedCardError error,
            @Nullable String returnUrl,
            @Nullable Instant canceledAt,
            @Nullable String cancellationReason) {}

    /// The states a payment can be in here: capture is always automatic.
    public enum Status {
        REQUIRES_PAYMENT_METHOD,
        REQUIRES_CONFIRMATION,
        REQUIRES_ACTION,
        PROCESSING,
        SUCCEEDED,
        CANCELED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SimulatedPaymentIntent create(Terms terms, @Nullable String paymentMethod, Instant now) {
        var id = StripeIdGenerator.next("pi");
        var status = paymentMethod == null ? Status.REQUIRES_PAYMENT_METHOD : Status.REQUIRES_CONFIRMATION;
        var state = new State(status, paymentMethod, null, null, null, null, null);
        return new SimulatedPaymentIntent(id, StripeIdGenerator.next(id + "_secret"), now, terms, state);
    }

    public Status status() {
        return state.status();
    }

    public SimulatedPaymentIntent on(Terms otherTerms) {
        return new SimulatedPaymentIntent(id, clientSecret, created, otherTerms, state);
    }

    public SimulatedPaymentIntent payingBy(String paymentMethod) {
        var status = status() == Status.REQUIRES_PAYMENT_METHOD ? Status.REQUIRES_CONFIRMATION : status();
        return in(new State(status, paymentMethod, state.charge(), state.error(), state.returnUrl(), null, null));
    }

    public SimulatedPaymentIntent processing() {
        return in(new State(
                Status.PROCESSING, state.paymentMethod(), state.charge(), null, state.returnUrl(), null, null));
    }

    public SimulatedPaymentIntent askingForAuthentication(@Nullable String returnUrl) {
        return in(
                new State(Status.REQUIRES_ACTION, state.paymentMethod(), state.charge(), null, returnUrl, null, null));
    }

    public SimulatedPaymentIntent paidBy(SimulatedCharge charge) {
        return in(new State(Status.SUCCEEDED, state.paymentMethod(), charge.id(), null, state.returnUrl(), null, null));
    }

    /// Waits for another payment method.
    public SimulatedPaymentIntent refused(SimulatedCardError error, @Nullable SimulatedCharge failed) {
        var charge = failed == null ? state.charge() : failed.id();
        return in(new State(Status.REQUIRES_PAYMENT_METHOD, null, charge, error, null, null, null));
    }

    public SimulatedPaymentIntent canceled(@Nullable String reason, Instant now) {
        return in(new State(Status.CANCELED, state.paymentMethod(), state.charge(), state.error(), null, now, reason));
    }

    private SimulatedPaymentIntent in(State next) {
        return new SimulatedPaymentIntent(id, clientSecret, created, terms, next);
    }

    public boolean canBeConfirmed() {
        return status() == Status.REQUIRES_PAYMENT_METHOD || status() == Status.REQUIRES_CONFIRMATION;
    }

    /// Not once it succeeded, is canceled already, or is being processed.
    public boolean canBeCanceled() {
        return canBeConfirmed() || status() == Status.REQUIRES_ACTION;
    }
}
