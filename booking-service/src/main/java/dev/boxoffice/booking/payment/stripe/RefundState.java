package dev.boxoffice.booking.payment.stripe;

import org.jspecify.annotations.Nullable;

/// What Stripe says of a refund.
public sealed interface RefundState {

    /// @param stripeId null where the money had gone back by another way, Stripe's dashboard say
    record Succeeded(@Nullable String stripeId) implements RefundState {}

    record Pending(String stripeId) implements RefundState {}

    record Refused(String code) implements RefundState {}

    /// M5: it will never be made, under a dispute say: the bank has the money.
    record Ended(String code) implements RefundState {}

    record Unknown() implements RefundState {}
}
