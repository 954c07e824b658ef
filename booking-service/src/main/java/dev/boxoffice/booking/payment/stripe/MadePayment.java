package dev.boxoffice.booking.payment.stripe;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment as Stripe lists it.
///
/// @param booking what it was made for; null where it is none of ours
public record MadePayment(
        String intent, PaymentState state, @Nullable UUID booking, Map<String, String> metadata) {}
