package dev.boxoffice.booking.payment.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The parts of a webhook that matter here (https://docs.stripe.com/api/events/object). Read by name, not by
/// Stripe's API version.
record StripeWebhookEvent(
        @Nullable String id,
        @Nullable String type,
        @Nullable Data data,
        @Nullable Request request) {

    record Data(@Nullable Subject object) {}

    /// A PaymentIntent, a charge, a refund or a dispute.
    record Subject(
            @Nullable String id,
            @Nullable String status,
            @Nullable String object,
            @Nullable Long amount,
            @Nullable Long created,
            @Nullable String reason,
            @JsonProperty("failure_reason") @Nullable String failureReason,
            @JsonProperty("pending_reason") @Nullable String pendingReason,
            @JsonProperty("amount_received") @Nullable Long amountReceived,
            @Nullable String currency,
            @JsonProperty("payment_intent") @Nullable Object paymentIntent,
            @Nullable Map<String, String> metadata,
            @JsonProperty("last_payment_error") @Nullable PaymentError lastPaymentError) {}

    record PaymentError(
            @Nullable String code,
            @JsonProperty("decline_code") @Nullable String declineCode) {

        String cause() {
            if (declineCode != null) {
                return declineCode;
            }
            return code == null ? "payment_failed" : code;
        }
    }

    /// The API call that caused the event, if one did.
    record Request(
            @JsonProperty("idempotency_key") @Nullable String idempotencyKey) {}

    @Nullable
    Subject subject() {
        return data == null ? null : data.object();
    }

    /// The payment that a refund, a charge or a dispute belongs to: an id, or the whole where it was expanded.
    Optional<String> paymentIntent() {
        var subject = subject();
        return switch (subject == null ? null : subject.paymentIntent()) {
            case String id -> Optional.of(id);
            case Map<?, ?> expanded when expanded.get("id") instanceof String id -> Optional.of(id);
            case null, default -> Optional.empty();
        };
    }

    Optional<UUID> metadata(String name) {
        var subject = subject();
        var text = subject == null || subject.metadata() == null
                ? null
                : subject.metadata().get(name);
        return text == null ? Optional.empty() : TimeOrderedId.parse(text);
    }
}
