package dev.boxoffice.booking.payment.stripe;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that is owed to a buyer.
///
/// @param stripeId null until Stripe has taken it
/// @param attempts how often it was sent, this time included
public record BookingRefund(
        UUID event,
        UUID id,
        UUID booking,
        String intent,
        long amount,
        @Nullable String stripeId,
        int attempts) {}
