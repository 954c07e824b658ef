package dev.boxoffice.booking.payment.stripe;

import dev.boxoffice.booking.booking.refund.RefundFact;

/// What Stripe says to a refund.
public sealed interface RefundState {

    record Taken(RefundFact fact) implements RefundState {}

    /// Not now: for want of balance, say.
    record Refused(String code) implements RefundState {}

    /// M5: the money, or part of it, has gone another way: in Stripe's dashboard, or to a bank that disputes it.
    record Overtaken(String code) implements RefundState {}

    record Unknown() implements RefundState {}
}
