package dev.boxoffice.booking.payment.stripe;

import dev.boxoffice.platform.money.Money;
import org.jspecify.annotations.Nullable;

/// What Stripe says of a payment.
public sealed interface PaymentState {

    /// @param captured null where it is no amount of ours
    record Succeeded(String intent, @Nullable Money captured) implements PaymentState {}

    /// The buyer has to act, with the client secret, in the browser.
    record ActionRequired(String intent, @Nullable String clientSecret) implements PaymentState {}

    /// No card yet, or the last one was refused.
    record AwaitingMethod(
            String intent,
            @Nullable String clientSecret,
            @Nullable String lastError) implements PaymentState {}

    record Processing(String intent) implements PaymentState {}

    /// It can never succeed any more.
    record Canceled(String intent) implements PaymentState {}

    /// Stripe refused this attempt; nothing was charged.
    ///
    /// @param intent null where not even a PaymentIntent came of it
    record Declined(@Nullable String intent, String code) implements PaymentState {}

    /// No answer, or none that tells: it may have happened or not. Never to be taken for a failure.
    record Unknown(String why) implements PaymentState {}
}
