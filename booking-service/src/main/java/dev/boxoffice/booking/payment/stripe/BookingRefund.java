package dev.boxoffice.booking.payment.stripe;

import dev.boxoffice.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that is owed to a buyer.
///
/// @param isWhole everything that Stripe has of the payment, whatever it is: no ticket stands for it
/// @param stripeId null until Stripe has taken it
/// @param attempts how often it was sent, this time included
public record BookingRefund(
        UUID event,
        UUID id,
        UUID booking,
        String intent,
        Money amount,
        boolean isWhole,
        @Nullable String stripeId,
        int attempts) {}
