package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refund as Stripe has it now.
///
/// @param refund our own refund that it was made for; null where another made it
/// @param status PENDING, SUCCEEDED or FAILED
/// @param failureCode why it failed, or what it waits for
public record RefundFact(
        String stripeId,
        @Nullable UUID refund,
        Money amount,
        RefundStatus status,
        @Nullable String failureCode) {}
